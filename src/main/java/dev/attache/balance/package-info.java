/// Pure choice: which member a key or a request goes to. No I/O, no clock.
///
/// Start at [dev.attache.balance.Ring] for keys, [dev.attache.balance.Policy] for requests that may go
/// anywhere. Must not know Netty, nor what the members are.
@NullMarked
package dev.attache.balance;

import org.jspecify.annotations.NullMarked;
