package dev.attache.upstream;

import dev.attache.balance.Candidates;
import dev.attache.balance.LeastRequestsPolicy;
import dev.attache.balance.PeakEwmaPolicy;
import dev.attache.balance.Policy;
import dev.attache.balance.RingPolicy;
import dev.attache.balance.RoundRobinPolicy;
import dev.attache.config.BalanceConfig;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// Which endpoint of a cluster takes a request, for one event loop: the cluster's policy, over those that are fit.
///
/// Endpoints are told by their place in [#endpoints]. For one thread; what loops have to know of each other stands in
/// the endpoints' [Endpoint#load].
public final class Balancer {
    /// No endpoint.
    public static final int NONE = Candidates.NONE;

    /// Parts of a weight of 1, so that there are steps in a slow start.
    private static final int PARTS = 1000;

    private static final long RAMP_STEP_NANOS = 50_000_000;

    private final Cluster cluster;
    private final SplittableRandom random;
    private Membership members;
    private Candidates candidates;
    private Policy policy;
    private @Nullable RingPolicy ring;
    private boolean ramping;
    private long weighedNanos;

    /// @param now on the cluster's clock
    public Balancer(Cluster cluster, SplittableRandom random, long now) {
        this.cluster = cluster;
        this.random = random;
        this.members = cluster.membership();
        this.candidates = new Candidates(members.loads());
        this.policy = policyOf(members.config().balance());
        this.ring = ringOf(members);
        weigh(now);
    }

    private Policy policyOf(BalanceConfig config) {
        return switch (config.policy()) {
            case ROUND_ROBIN -> new RoundRobinPolicy();
            case LEAST_REQUESTS -> new LeastRequestsPolicy();
            case PEAK_EWMA, IP_HASH, RING_HASH, MAGLEV ->
                new PeakEwmaPolicy(
                        random, config.decay().toNanos(), config.penalty().toNanos());
        };
    }

    private static @Nullable RingPolicy ringOf(Membership members) {
        return members.ring() == null
                ? null
                : new RingPolicy(
                        members.ring(),
                        members.endpointOfRing(),
                        members.config().balance().loadCap().value());
    }

    /// Takes in a change of the cluster: its members, their weights and fitness, its settings.
    ///
    /// @return whether [#endpoints] or [#config] have changed
    public boolean update(long now) {
        Membership next = cluster.membership();
        boolean changed = next != members;
        if (changed) {
            if (!next.config().balance().equals(members.config().balance())) {
                policy = policyOf(next.config().balance());
            }
            members = next;
            candidates = new Candidates(next.loads());
            ring = ringOf(next);
        }
        weigh(now);
        return changed;
    }

    private void weigh(long now) {
        ramping = false;
        weighedNanos = now;
        boolean panic = cluster.isInPanic();
        List<Endpoint> endpoints = members.endpoints();
        for (int i = 0; i < endpoints.size(); i++) {
            candidates.weigh(i, weightOf(endpoints.get(i), panic, now));
        }
        candidates.settle();
    }

    private int weightOf(Endpoint endpoint, boolean panic, long now) {
        EndpointState state = endpoint.state();
        int full = endpoint.weight() * PARTS;
        if (full == 0 || !state.used() && !(panic && state instanceof EndpointState.Ejected)) {
            return 0;
        }
        double share = SlowStart.share(members.config().balance().slowStart(), state, now);
        ramping |= share < 1;
        return Math.max(1, (int) Math.round(full * share));
    }

    /// As of the last [#update].
    public List<Endpoint> endpoints() {
        return members.endpoints();
    }

    /// As of the last [#update].
    public BalanceConfig config() {
        return members.config().balance();
    }

    /// Whether the endpoint is one that may be chosen.
    public boolean mayChoose(int index) {
        return candidates.weight(index) > 0;
    }

    /// An endpoint for a request that could go to any.
    ///
    /// @param passedOver one that has just failed; [#NONE] where none has
    /// @return [#NONE] where there is none
    public int choose(int passedOver, long now) {
        weighAnew(now);
        return policy.choose(candidates, passedOver, now);
    }

    /// The endpoint that a key belongs to; where the policy knows no keys, as without one.
    public int chooseFor(long key, int passedOver, long now) {
        weighAnew(now);
        RingPolicy byKey = ring;
        return byKey == null ? policy.choose(candidates, passedOver, now) : byKey.choose(candidates, key, passedOver);
    }

    private void weighAnew(long now) {
        if (ramping && now - weighedNanos >= RAMP_STEP_NANOS) {
            weigh(now);
        }
    }
}
