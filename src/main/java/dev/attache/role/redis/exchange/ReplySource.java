package dev.attache.role.redis.exchange;

/// Where a reply comes from: as much as the clients' side need know of a connection to ask it for patience.
public interface ReplySource {
    /// Stops and resumes the reading of replies, where a client takes a large one slowly.
    void readReplies(boolean on);
}
