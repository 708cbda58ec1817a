package dev.attache.role.http.endpoint;

import dev.attache.config.AdaptiveConfig;
import dev.attache.config.HttpProtocol;
import dev.attache.role.http.affinity.Affinity;
import dev.attache.role.http.affinity.Belonging;
import dev.attache.role.http.limit.GradientLimit;
import dev.attache.role.http.loop.HttpSettings;
import dev.attache.role.http.loop.LoopKit;
import dev.attache.role.http.tries.LatencyWindow;
import dev.attache.role.http.tries.RetryBudget;
import dev.attache.upstream.Balancer;
import dev.attache.upstream.Cluster;
import dev.attache.upstream.Endpoint;
import dev.attache.upstream.Versions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// One event loop's connections to a cluster, which of its endpoints takes a request, and the budget that
/// sending again is paid from.
public final class UpstreamCluster {
    private final LoopKit loop;
    private final Cluster cluster;
    private final Circuits circuits;
    private final Balancer balancer;
    private Affinity affinity;
    private final Map<Endpoint, HttpProtocol> versions = new HashMap<>();
    private Pool[] pools = new Pool[0];
    private RetryBudget budget;
    private @Nullable Circuit circuit;
    private @Nullable GradientLimit limit;
    private @Nullable LatencyWindow latencies;

    /// @param circuits shared by all loops of the role
    public UpstreamCluster(LoopKit loop, Cluster cluster, Circuits circuits) {
        this.loop = loop;
        this.cluster = cluster;
        this.circuits = circuits;
        this.budget = budgetOf(loop.settings());
        measure(loop.settings());
        this.balancer = new Balancer(cluster, new SplittableRandom(new SecureRandom().nextLong()), loop.now());
        this.affinity = affinityNow();
        bound();
        poolEndpoints();
    }

    private Affinity affinityNow() {
        return Affinity.of(cluster.name(), balancer.config(), balancer.endpoints());
    }

    private static RetryBudget budgetOf(HttpSettings settings) {
        return new RetryBudget(settings.config().retry().budget().value());
    }

    /// Takes new settings.
    public void use(HttpSettings settings) {
        budget = budgetOf(settings);
        measure(settings);
    }

    private void measure(HttpSettings settings) {
        if (!settings.hasHedges()) {
            latencies = null;
        } else if (latencies == null) {
            latencies = new LatencyWindow(loop.now());
        }
    }

    /// How long answers have taken of late; null where nobody has to know.
    public @Nullable LatencyWindow latencies() {
        return latencies;
    }

    public String name() {
        return cluster.name();
    }

    public Cluster cluster() {
        return cluster;
    }

    public Pool[] pools() {
        return pools;
    }

    /// What of a request its endpoint depends on.
    public Affinity affinity() {
        return affinity;
    }

    /// Takes in who is a member now and who is fit; connections to those that stay are kept.
    public void update() {
        bound();
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

    private void bound() {
        circuit = cluster.config().circuit().isCounted() ? circuits.of(cluster) : null;
        limit = limitOf(cluster.config().circuit().adaptive());
    }

    private void poolEndpoints() {
        List<Pool> left = new ArrayList<>(List.of(pools));
        List<Pool> next = new ArrayList<>();
        for (Endpoint endpoint : balancer.endpoints()) {
            Pool known = removePoolOf(left, endpoint);
            next.add(known == null ? new Pool(loop, this, endpoint, versionOf(endpoint)) : known);
        }
        versions.keySet().retainAll(balancer.endpoints());
        pools = next.toArray(Pool[]::new);
        left.forEach(Pool::handOver);
        left.forEach(Pool::leave);
    }

    private @Nullable HttpProtocol versionOf(Endpoint endpoint) {
        return switch (Versions.of(cluster.config())) {
            case HTTP1 -> HttpProtocol.HTTP1;
            case HTTP2 -> HttpProtocol.HTTP2;
            case AGREED -> versions.get(endpoint);
        };
    }

    /// An endpoint has said what it speaks.
    ///
    /// @param version null where what it said is good no more
    void onVersion(Endpoint endpoint, @Nullable HttpProtocol version) {
        HttpProtocol before = version == null ? versions.remove(endpoint) : versions.put(endpoint, version);
        if (before != version && Versions.of(cluster.config()) == Versions.AGREED) {
            poolEndpoints();
        }
    }

    private @Nullable GradientLimit limitOf(AdaptiveConfig wanted) {
        if (wanted.max() == 0) {
            return null;
        }
        GradientLimit known = limit;
        boolean same = known != null && known.isBetween(wanted.min(), wanted.max());
        return same ? known : new GradientLimit(wanted.min(), wanted.max(), loop.now());
    }

    /// Whether anything bounds what may be under way.
    public boolean isLimited() {
        return circuit != null || limit != null;
    }

    /// What all event loops have under way; null where it is not bounded.
    public @Nullable Circuit circuit() {
        return circuit;
    }

    /// The bound that answers have taught; null where there is none.
    public @Nullable GradientLimit limit() {
        return limit;
    }

    private @Nullable Pool removePoolOf(List<Pool> from, Endpoint endpoint) {
        for (Pool pool : from) {
            if (pool.endpoint() == endpoint && pool.isUpToDate(versionOf(endpoint))) {
                from.remove(pool);
                return pool;
            }
        }
        return null;
    }

    /// The pool of the endpoint that takes a request which is sent for the first time.
    ///
    /// @return null where no endpoint is fit
    public @Nullable Pool chooseFirst(Belonging wish) {
        budget.onRequest();
        return choose(wish, null);
    }

    /// The pool of the endpoint that takes a request.
    ///
    /// @param wish where the request belongs
    /// @param failed one that has just failed, and so is passed over; null where none has
    /// @return null where no endpoint is fit
    public @Nullable Pool choose(Belonging wish, @Nullable Pool failed) {
        if (failed == null) {
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

    /// Whether a request may be sent there.
    public boolean mayUse(Pool pool) {
        int place = placeOf(pool.endpoint());
        return place >= 0 && balancer.mayChoose(place);
    }

    /// Whether there is an endpoint to send to beside this one.
    public boolean hasOther(Pool than) {
        for (int i = 0; i < pools.length; i++) {
            if (pools[i] != than && balancer.mayChoose(i)) {
                return true;
            }
        }
        return false;
    }

    /// Pays for sending a request once more.
    ///
    /// @return false where the budget is spent
    public boolean takeRetry() {
        return budget.take();
    }

    public void sweep(long now) {
        for (Pool pool : pools) {
            pool.sweep(now);
        }
    }

    /// Closes what is idle, now and from now on.
    public void leave() {
        for (Pool pool : pools) {
            pool.leave();
        }
    }
}
