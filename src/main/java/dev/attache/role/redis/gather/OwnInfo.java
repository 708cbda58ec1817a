package dev.attache.role.redis.gather;

/// What `INFO` tells of attache itself rather than of its shards.
public interface OwnInfo {
    /// The TCP port that clients connect to; 0 on a unix socket.
    int port();

    /// How many clients are connected, on all event loops.
    int clientCount();
}
