package dev.attache.role.redis.reply;

import java.nio.charset.StandardCharsets;

/// What a client is told when a shard cannot answer: the one table from fault to reply.
///
/// Every text starts with a code word, as clients expect. Those of a fault after sending say that the outcome is open.
public enum RedisFault {
    UNREACHABLE("ERR attache: shard '%' is unreachable, the command was not sent"),
    EJECTED("ERR attache: shard '%' is out of service, the command was not sent"),
    LOST("ERR attache: the connection to shard '%' was lost before the reply, the command may have run"),
    TIMED_OUT("ERR attache: shard '%' did not answer in time, the command may have run"),
    NONSENSE("ERR attache: shard '%' sent bytes that are no reply, the command may have run"),
    TOO_LARGE_TO_MERGE("ERR attache: the merged reply is larger than limits.merge, ask for less"),
    UNMERGEABLE("ERR attache: the shards' replies cannot be merged"),
    FOREIGN_CLUSTER("ERR attache: shard '%' is a node of a Redis Cluster, which cannot be a shard"),
    NEEDS_LOGIN("ERR attache: shard '%' asks for a password, set the cluster's auth"),
    STOPPING("ERR attache: shard '%' is being removed, the command was not sent");

    private final String before;
    private final String after;

    RedisFault(String text) {
        int at = text.indexOf('%');
        this.before = at < 0 ? text : text.substring(0, at);
        this.after = at < 0 ? "" : text.substring(at + 1);
    }

    /// The error reply, line end included. Line ends within the reason become blanks.
    ///
    /// @param why what is known of the cause; empty where the fault says it all
    public byte[] reply(String shard, String why) {
        boolean named = !after.isEmpty();
        String text = "-" + before + (named ? shard + after : "") + (why.isEmpty() ? "" : ": " + why);
        String line = text.replace('\r', ' ').replace('\n', ' ');
        return (line + "\r\n").getBytes(StandardCharsets.UTF_8);
    }
}
