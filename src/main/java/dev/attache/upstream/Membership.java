package dev.attache.upstream;

import dev.attache.balance.KeyHash;
import dev.attache.balance.KeyTag;
import dev.attache.balance.Load;
import dev.attache.balance.Member;
import dev.attache.balance.Ring;
import dev.attache.balance.Rings;
import dev.attache.config.BalanceConfig.Policy;
import dev.attache.config.ClusterConfig;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who belongs to a cluster by its settings, fit or not. Immutable; a reload makes a new one, off the event loops, for
/// a ring takes a while to fill.
///
/// @param endpoints in the file's order
/// @param ring of all that have a weight; null where the cluster's policy does not go by keys
/// @param endpointOfRing the endpoint behind each member of the ring
record Membership(
        ClusterConfig config,
        List<Endpoint> endpoints,
        @Nullable Ring ring,
        int[] endpointOfRing) {

    static Membership of(ClusterConfig config, List<Endpoint> endpoints) {
        List<Member> members = new ArrayList<>();
        List<Integer> indices = new ArrayList<>();
        for (int i = 0; i < endpoints.size(); i++) {
            Endpoint each = endpoints.get(i);
            if (each.weight() > 0) {
                members.add(new Member(each.ringName(), each.weight()));
                indices.add(i);
            }
        }
        int[] endpointOfRing = indices.stream().mapToInt(Integer::intValue).toArray();
        return new Membership(
                config, List.copyOf(endpoints), ring(config.balance().policy(), members), endpointOfRing);
    }

    private static @Nullable Ring ring(Policy policy, List<Member> members) {
        return switch (policy) {
            case IP_HASH -> Rings.rendezvous(members, KeyHash.MURMUR, KeyTag.NONE);
            case RING_HASH -> Rings.ketama(members, KeyHash.MURMUR, KeyTag.NONE);
            case MAGLEV -> Rings.maglev(members, KeyHash.MURMUR, KeyTag.NONE);
            case PEAK_EWMA, LEAST_REQUESTS, ROUND_ROBIN -> null;
        };
    }

    List<Load> loads() {
        return endpoints.stream().map(Endpoint::load).toList();
    }
}
