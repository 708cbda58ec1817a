/// What a connection to a shard is: its channel, the commands in flight on it, how long it waits, and what is sent
/// again. Start at [dev.attache.role.redis.shard.ShardConnection].
///
/// ```
/// Lanes ──▶ Lane ──▶ ShardConnection      which connection of this loop
///                      ├ ShardLink        the channel below it: dialed, in use, or none
///                      ├ WaitingCommands  not sent yet
///                      ├ ShardReplies     sent and not answered (exchange.InFlight), errors by ErrorVerdict
///                      └ ShardPatience    when is late
///  ShardHandler ──▶ ShardConnection       cuts bytes into replies
/// ```
/// Must not know who its replies are for: a `ReplyReceiver` is all there is of a client.
@NullMarked
package dev.attache.role.redis.shard;

import org.jspecify.annotations.NullMarked;
