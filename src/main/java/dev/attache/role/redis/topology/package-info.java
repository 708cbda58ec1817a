/// Which shards there are, and which of them owns a key. Start at [dev.attache.role.redis.topology.Topology].
///
/// Immutable snapshots, so that all event loops may share them. Must not know connections.
@NullMarked
package dev.attache.role.redis.topology;

import org.jspecify.annotations.NullMarked;
