/// The sharding ambassador: many Redis servers that look like one. Start at [dev.attache.role.redis.RedisRole].
///
/// The walk of one command, and the room of each that it meets:
///
/// ```
/// client ──▶ ClientHandler           cuts bytes into commands           (wire.resp.RequestScanner)
///              └▶ Dispatcher          finds the command and its shard    (command.CommandTable, topology.Topology)
///                   ├▶ client          LocalCommands: answered here
///                   ├▶ gather          Splitter, FanOut ──▶ Gather ──▶ Merger: several shards, one reply
///                   └▶ shard           ShardConnection: pipelines to the shard   (net.Outbox: one write a tick)
/// shard  ──▶ shard.ShardHandler       cuts bytes into replies            (wire.resp.FrameScanner)
///              └▶ ShardConnection      first in flight is whose it is    (exchange.Exchange)
///                   └▶ client           ClientSession: sends it when its turn comes   (exchange.ReplyOrder)
/// ```
/// The rooms below point one way; from the ground up they are `command`, `reply`, `topology`, `exchange`, `loop`,
/// `shard`, `client`, `gather`, and this package holds them together. Everything of one event loop hangs on its
/// [dev.attache.role.redis.RedisLoop]; nothing is shared between loops but immutable snapshots. Values too large to
/// hold go another way: see `client.LargeRequest` for requests and `shard.ShardHandler` for replies.
///
/// Must not know other roles, nor how its settings were written.
@NullMarked
package dev.attache.role.redis;

import org.jspecify.annotations.NullMarked;
