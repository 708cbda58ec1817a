package dev.attache.upstream;

import dev.attache.base.Ticker;
import dev.attache.config.ClusterConfig;
import dev.attache.config.HealthConfig;
import dev.attache.config.HttpProtocol;
import dev.attache.net.DialPlan;
import dev.attache.net.EventLoops;
import dev.attache.observe.MetricSink;
import dev.attache.observe.MetricSource;
import dev.attache.observe.Observer;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// All clusters of the file, and the health checks of those that ask for them.
public final class Clusters implements MetricSource, AutoCloseable {
    private final EventLoops loops;
    private final Observer observer;
    private final Ticker ticker;
    private final Map<String, Cluster> byName = new LinkedHashMap<>();
    private Map<Endpoint, HealthCheck> checks = new HashMap<>();
    private int nextLoop;

    /// The health checks begin at once.
    public Clusters(Map<String, ClusterConfig> configs, EventLoops loops, Observer observer, Ticker ticker) {
        this.loops = loops;
        this.observer = observer;
        this.ticker = ticker;
        reload(configs);
    }

    /// @throws IllegalArgumentException where there is none of that name
    public synchronized Cluster get(String name) {
        Cluster cluster = byName.get(name);
        if (cluster == null) {
            throw new IllegalArgumentException("no cluster is named " + name);
        }
        return cluster;
    }

    /// In the file's order.
    public synchronized List<Cluster> all() {
        return List.copyOf(byName.values());
    }

    /// Takes the clusters of a new file; those that stay keep their endpoints' fitness, and health checks whose
    /// settings stay go on.
    public synchronized void reload(Map<String, ClusterConfig> configs) {
        Map<String, Cluster> next = new LinkedHashMap<>();
        configs.forEach((name, config) -> {
            Cluster known = byName.get(name);
            if (known != null) {
                known.reload(config);
            }
            next.put(name, known != null ? known : new Cluster(name, config, observer, ticker, this::wakeAfter));
        });
        byName.forEach((name, cluster) -> {
            if (!next.containsKey(name)) {
                cluster.retire();
            }
        });
        byName.clear();
        byName.putAll(next);
        renewChecks();
    }

    private void wakeAfter(Duration delay, Runnable task) {
        EventLoop loop = loops.all().getFirst();
        if (!loop.isShuttingDown()) {
            loop.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void renewChecks() {
        Map<Endpoint, HealthCheck> kept = new HashMap<>();
        for (Cluster cluster : byName.values()) {
            for (Endpoint endpoint : cluster.endpoints()) {
                HealthCheck check = checkOf(cluster, endpoint);
                if (check != null) {
                    kept.put(endpoint, check);
                }
            }
        }
        checks.forEach((endpoint, check) -> check.stop(kept.containsKey(endpoint) ? () -> {} : endpoint::onHealthy));
        checks = kept;
    }

    /// The check that runs already, which is taken out of those that will be stopped, or a new one.
    private @Nullable HealthCheck checkOf(Cluster cluster, Endpoint endpoint) {
        ClusterConfig config = cluster.config();
        Supplier<DialPlan> plan = () -> switch (config.health().check()) {
            case HTTP -> cluster.planFor(endpoint, HttpProtocol.HTTP1);
            case GRPC -> cluster.planFor(endpoint, HttpProtocol.HTTP2);
            case NONE, REDIS, TCP -> cluster.planFor(endpoint);
        };
        HealthCheck running = checks.get(endpoint);
        if (running != null && running.isFor(config)) {
            checks.remove(endpoint);
            return running;
        }
        if (config.health().check() == HealthConfig.Check.NONE) {
            return null;
        }
        var fresh = new HealthCheck(config, plan, endpoint, nextLoop(), loops.transport());
        fresh.start();
        return fresh;
    }

    private EventLoop nextLoop() {
        List<EventLoop> all = loops.all();
        nextLoop = (nextLoop + 1) % all.size();
        return all.get(nextLoop);
    }

    @Override
    public void collect(MetricSink sink) {
        for (Cluster cluster : all()) {
            sink.gauge(
                    "cluster_panic",
                    "1 while ejected endpoints are used as well, since so few are fit.",
                    cluster.isInPanic() ? 1 : 0,
                    "cluster",
                    cluster.name());
            cluster.endpoints().forEach(each -> collect(sink, cluster, each));
        }
    }

    private static void collect(MetricSink sink, Cluster cluster, Endpoint endpoint) {
        String[] labels = {"cluster", cluster.name(), "endpoint", endpoint.label()};
        sink.gauge(
                "endpoint_available",
                "1 while traffic may be sent to the endpoint.",
                endpoint.state().used() ? 1 : 0,
                labels);
        sink.gauge(
                "endpoint_weight", "Share of the keys or requests relative to its peers.", endpoint.weight(), labels);
        if (cluster.isBalanced()) {
            sink.gauge(
                    "endpoint_requests_in_flight",
                    "Requests given to it.",
                    endpoint.load().inFlight(),
                    labels);
            double latency = endpoint.load().latencyNanos();
            sink.gauge(
                    "endpoint_latency_seconds",
                    "Average that believes peaks at once, as of the last answer.",
                    Double.isNaN(latency) ? 0 : latency / 1e9,
                    labels);
        }
    }

    /// Ends the health checks; fitness stays as it is.
    @Override
    public synchronized void close() {
        checks.values().forEach(check -> check.stop(() -> {}));
        checks = new HashMap<>();
    }
}
