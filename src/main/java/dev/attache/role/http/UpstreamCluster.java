package dev.attache.role.http;

import dev.attache.balance.SmoothTurn;
import dev.attache.upstream.Cluster;
import dev.attache.upstream.Endpoint;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One event loop's connections to a cluster, and whose turn it is among the endpoints that are fit.
///
/// Sending again is paid from a budget: each request brings a fifth of a try, and at most [#BUDGET_MAX] tries are saved
/// up, so that retries never add more than a fifth to the load of a cluster that fails.
final class UpstreamCluster {
    private static final int RETRY_PRICE = 5;
    private static final int BUDGET_MAX = 20;

    private final HttpLoop loop;
    private final Cluster cluster;
    private final SmoothTurn turn = new SmoothTurn();
    private Pool[] pools = new Pool[0];
    private int[] weights = new int[0];
    private int credit = BUDGET_MAX * RETRY_PRICE;

    UpstreamCluster(HttpLoop loop, Cluster cluster) {
        this.loop = loop;
        this.cluster = cluster;
        update();
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

    /// Takes in who is a member now; connections to those that stay are kept.
    void update() {
        List<Pool> left = new ArrayList<>(List.of(pools));
        List<Pool> next = new ArrayList<>();
        for (Endpoint endpoint : cluster.endpoints()) {
            Pool known = removePoolOf(left, endpoint);
            next.add(known == null ? new Pool(loop, cluster, endpoint) : known);
        }
        left.forEach(Pool::leave);
        pools = next.toArray(Pool[]::new);
        weights = new int[pools.length];
    }

    private static @Nullable Pool removePoolOf(List<Pool> from, Endpoint endpoint) {
        for (Pool pool : from) {
            if (pool.endpoint() == endpoint) {
                from.remove(pool);
                return pool;
            }
        }
        return null;
    }

    /// The pool whose turn it is.
    ///
    /// @param failed one that has just failed, and so is passed over; null where none has
    /// @return null where no endpoint is fit
    @Nullable Pool choose(@Nullable Pool failed) {
        if (failed == null) {
            credit = Math.min(credit + 1, BUDGET_MAX * RETRY_PRICE);
            if (pools.length == 1) {
                return pools[0].endpoint().available() ? pools[0] : null;
            }
        }
        for (int i = 0; i < pools.length; i++) {
            Endpoint endpoint = pools[i].endpoint();
            weights[i] = pools[i] != failed && endpoint.available() ? endpoint.weight() : 0;
        }
        int chosen = turn.next(weights);
        return chosen < 0 ? null : pools[chosen];
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
