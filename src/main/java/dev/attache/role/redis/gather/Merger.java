package dev.attache.role.redis.gather;

/// How the replies of several shards become one.
@FunctionalInterface
interface Merger {
    /// All parts are in: ends with [Gather#finish], or opens another round.
    void merge(Gather gather);

    /// Whether it reads a large part from [GatheredPart#buffer] where there is one.
    default boolean readsBuffers() {
        return false;
    }
}
