package dev.attache.role.redis.topology;

import dev.attache.balance.Ring;
import java.util.List;

/// The shards at one moment and which of them owns a key. Immutable; a reload or an ejection makes a new one.
public final class Topology {
    private final Shard[] shards;
    private final Ring ring;
    private final int[] shardOfMember;

    /// @param shardOfMember the shard behind each member of the ring, which may leave ejected shards out
    Topology(List<Shard> shards, Ring ring, int[] shardOfMember) {
        this.shards = shards.toArray(Shard[]::new);
        this.ring = ring;
        this.shardOfMember = shardOfMember.clone();
    }

    public int size() {
        return shards.length;
    }

    public Shard shard(int index) {
        return shards[index];
    }

    public int shardOf(byte[] bytes, int keyFrom, int keyLength) {
        return shardOfMember[ring.memberOf(bytes, keyFrom, keyLength)];
    }
}
