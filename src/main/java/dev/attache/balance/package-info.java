/// Pure choice: which member a key or a request goes to. No I/O, no clock, no Netty.
///
/// Start at [dev.attache.balance.Ring].
@NullMarked
package dev.attache.balance;

import org.jspecify.annotations.NullMarked;
