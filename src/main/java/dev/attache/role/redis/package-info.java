/// The sharding ambassador: many Redis servers that look like one. Start at [dev.attache.role.redis.RedisRole].
///
/// The walk of one command:
///
/// ```
/// client ──▶ ClientHandler        cuts bytes into commands           (wire.resp.RequestScanner)
///              └▶ Dispatcher       finds the command and its shard    (command.CommandTable, balance.Ring)
///                   ├▶ LocalCommands, ClientCommands                  answered here
///                   ├▶ Splitter, FanOut ──▶ Gather ──▶ Mergers        several shards, one reply
///                   └▶ ShardConnection  pipelines to the shard        (net.Outbox: one write a tick)
/// shard  ──▶ ShardHandler          cuts bytes into replies            (wire.resp.FrameScanner)
///              └▶ ShardConnection   first in flight is whose it is    (Exchange)
///                   └▶ ClientSession  sends it when its turn comes    (ReplyOrder)
/// ```
/// Everything of one event loop hangs on its [dev.attache.role.redis.RedisLoop]; nothing is shared between loops but
/// immutable snapshots. Values too large to hold go another way: see [dev.attache.role.redis.LargeRequest] for requests
/// and [dev.attache.role.redis.ShardHandler] for replies.
///
/// Must not know other roles, nor how its settings were written.
@NullMarked
package dev.attache.role.redis;

import org.jspecify.annotations.NullMarked;
