/// One command on its way, which joins its client's order of replies with its shard's queue. Start at
/// [dev.attache.role.redis.exchange.Exchange].
///
/// ```
/// client's order   [ReplyOrder]   a ── b ── c        answered in the order in which it asked
///                                 │    │    │
/// shards' queues   [InFlight]     a    │    c        each answers in the order in which it was asked
///                                      b
/// ```
/// A command over several shards has one exchange for its place in the order, and one for each part.
///
/// Must not know what a client or a shard is: one is a `ReplyReceiver`, the other a `ReplySource`.
@NullMarked
package dev.attache.role.redis.exchange;

import org.jspecify.annotations.NullMarked;
