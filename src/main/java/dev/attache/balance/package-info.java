/// Pure choice: which member a key or a request goes to. No I/O, no clock.
///
/// Start at [dev.attache.balance.Ring]. Must not know Netty, nor what the members are.
@NullMarked
package dev.attache.balance;

import org.jspecify.annotations.NullMarked;
