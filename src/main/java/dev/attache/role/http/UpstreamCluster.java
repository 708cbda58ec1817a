package dev.attache.role.http;

import dev.attache.role.http.affinity.Affinity;
import dev.attache.role.http.affinity.Belonging;
import dev.attache.upstream.Balancer;
import dev.attache.upstream.Cluster;
import dev.attache.upstream.Endpoint;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// One event loop's connections to a cluster, and which of its endpoints takes a request.
///
/// Sending again is paid from a budget: each request brings a fifth of a try, and at most [#BUDGET_MAX] tries are saved
/// up, so that retries never add more than a fifth to the load of a cluster that fails.
final class UpstreamCluster {
    private static final int RETRY_PRICE = 5;
    private static final int BUDGET_MAX = 20;

    private final HttpLoop loop;
    private final Cluster cluster;
    private final Balancer balancer;
    private Affinity affinity;
    private Pool[] pools = new Pool[0];
    private int credit = BUDGET_MAX * RETRY_PRICE;

    UpstreamCluster(HttpLoop loop, Cluster cluster) {
        this.loop = loop;
        this.cluster = cluster;
        this.balancer = new Balancer(cluster, new SplittableRandom(new SecureRandom().nextLong()), loop.now());
        this.affinity = affinityNow();
        poolEndpoints();
    }

    private Affinity affinityNow() {
        return Affinity.of(cluster.name(), balancer.config(), balancer.endpoints());
    }

    String name() {
        return cluster.name();
    }

    Cluster cluster() {
        return cluster;
    }

    Pool[] pools() {
        return pools;
    }

    /// What of a request its endpoint depends on.
    Affinity affinity() {
        return affinity;
    }

    /// Takes in who is a member now and who is fit; connections to those that stay are kept.
    void update() {
        if (balancer.update(loop.now())) {
            affinity = affinityNow();
            poolEndpoints();
        }
        for (int i = 0; i < pools.length; i++) {
            if (!balancer.mayChoose(i)) {
                pools[i].handOver();
            }
        }
    }

    private void poolEndpoints() {
        List<Pool> left = new ArrayList<>(List.of(pools));
        List<Pool> next = new ArrayList<>();
        for (Endpoint endpoint : balancer.endpoints()) {
            Pool known = removePoolOf(left, endpoint);
            next.add(known == null ? new Pool(loop, this, endpoint) : known);
        }
        pools = next.toArray(Pool[]::new);
        left.forEach(Pool::leave);
        left.forEach(Pool::handOver);
    }

    private static @Nullable Pool removePoolOf(List<Pool> from, Endpoint endpoint) {
        for (Pool pool : from) {
            if (pool.endpoint() == endpoint && pool.isUpToDate()) {
                from.remove(pool);
                return pool;
            }
        }
        return null;
    }

    /// The pool of the endpoint that takes a request.
    ///
    /// @param wish where the request belongs
    /// @param failed one that has just failed, and so is passed over; null where none has
    /// @return null where no endpoint is fit
    @Nullable Pool choose(Belonging wish, @Nullable Pool failed) {
        if (failed == null) {
            credit = Math.min(credit + 1, BUDGET_MAX * RETRY_PRICE);
            Endpoint named = wish.bound();
            int bound = named == null ? Balancer.NONE : placeOf(named);
            if (bound >= 0 && balancer.mayChoose(bound)) {
                return pools[bound];
            }
        }
        int passedOver = failed == null ? Balancer.NONE : placeOf(failed.endpoint());
        int chosen = wish.isKeyed()
                ? balancer.chooseFor(wish.key(), passedOver, loop.now())
                : balancer.choose(passedOver, loop.now());
        return chosen < 0 ? null : pools[chosen];
    }

    private int placeOf(Endpoint endpoint) {
        for (int i = 0; i < pools.length; i++) {
            if (pools[i].endpoint() == endpoint) {
                return i;
            }
        }
        return Balancer.NONE;
    }

    /// Pays for sending a request once more.
    ///
    /// @return false where the budget is spent
    boolean takeRetry() {
        if (credit < RETRY_PRICE) {
            return false;
        }
        credit -= RETRY_PRICE;
        return true;
    }

    void sweep(long now) {
        for (Pool pool : pools) {
            pool.sweep(now);
        }
    }

    /// Closes what is idle, now and from now on.
    void leave() {
        for (Pool pool : pools) {
            pool.leave();
        }
    }
}
