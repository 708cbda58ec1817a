package dev.attache.role.redis.exchange;

/// The client that a reply is for in the end: as much as the shards' side may know of it.
public interface Asker {
    /// Whether it waits for one reply and no more.
    boolean waitsForOneReply();

    /// No further command of it is read before all that it waits for is answered.
    void holdBack();
}
