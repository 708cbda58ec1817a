package dev.attache.role.redis;

/// How the replies of several shards become one.
@FunctionalInterface
interface Merger {
    /// All parts are in: ends with [Gather#finish], or opens another round.
    void merge(Gather gather);
}
