package dev.attache.role.redis.topology;

import dev.attache.balance.KeyHash;
import dev.attache.balance.KeyTag;
import dev.attache.balance.Member;
import dev.attache.balance.Ring;
import dev.attache.balance.Rings;
import dev.attache.config.RedisConfig;
import dev.attache.config.RedisConfig.OnEject;
import dev.attache.config.ShardConfig;
import dev.attache.upstream.Endpoint;
import java.util.ArrayList;
import java.util.List;

/// Builds the topology from the role's settings and the cluster's members.
public final class Topologies {
    private Topologies() {}

    /// Shards of weight 0 stand outside the ring; with `on-eject: rehash` ejected ones do so as well, unless that would
    /// leave it empty.
    public static Topology of(RedisConfig config, List<Endpoint> endpoints, ShardSlots slots) {
        List<Shard> shards = new ArrayList<>();
        List<Member> members = new ArrayList<>();
        List<Integer> shardOfMember = new ArrayList<>();
        boolean leaveOut = config.onEject() == OnEject.REHASH
                && endpoints.stream().anyMatch(each -> each.weight() > 0 && each.available());
        for (Endpoint endpoint : endpoints) {
            Shard shard = new Shard(shards.size(), slots.slotOf(endpoint.label()), endpoint);
            shards.add(shard);
            if (endpoint.weight() > 0 && (!leaveOut || endpoint.available())) {
                members.add(new Member(endpoint.ringName(), endpoint.weight()));
                shardOfMember.add(shard.index());
            }
        }
        int[] mapping = shardOfMember.stream().mapToInt(Integer::intValue).toArray();
        return new Topology(shards, ring(config.shard(), members), mapping);
    }

    private static Ring ring(ShardConfig shard, List<Member> members) {
        KeyHash hash = KeyHash.valueOf(shard.hash().name());
        KeyTag tag = KeyTag.of(shard.tag());
        return switch (shard.ring()) {
            case KETAMA -> Rings.ketama(members, hash, tag);
            case LIBMEMCACHED -> Rings.libmemcached(members, tag);
            case MAGLEV -> Rings.maglev(members, hash, tag);
            case JUMP -> Rings.jump(members, hash, tag);
            case RENDEZVOUS -> Rings.rendezvous(members, hash, tag);
            case MODULA -> Rings.modula(members, hash, tag);
            case SLOTS -> Rings.slots(members, tag);
        };
    }
}
