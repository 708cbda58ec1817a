package dev.attache.role.redis.topology;

import dev.attache.upstream.Endpoint;

/// One shard of a topology.
///
/// @param index its place in the topology and in a SCAN cursor
/// @param slot its place in counters, which outlives reloads
public record Shard(int index, int slot, Endpoint endpoint) {
    public String label() {
        return endpoint.label();
    }
}
