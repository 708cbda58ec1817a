package dev.attache.role.redis.client;

/// Whether a client is sent replies: `CLIENT REPLY`.
enum ReplyMode {
    ON,
    OFF,
    /// Off for one command, then on.
    SKIP_NEXT
}
