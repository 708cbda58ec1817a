package dev.attache.upstream;

import dev.attache.base.Ticker;
import dev.attache.config.ClusterConfig;
import dev.attache.config.HealthConfig;
import dev.attache.net.EventLoops;
import dev.attache.observe.MetricSink;
import dev.attache.observe.MetricSource;
import dev.attache.observe.Observer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// All clusters of the file, and the health checks of those that ask for them.
public final class Clusters implements MetricSource, AutoCloseable {
    private final EventLoops loops;
    private final Observer observer;
    private final Ticker ticker;
    private final Map<String, Cluster> byName = new LinkedHashMap<>();
    private final List<HealthCheck> checks = new ArrayList<>();

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

    /// Takes the clusters of a new file; those that stay keep their endpoints' fitness.
    public synchronized void reload(Map<String, ClusterConfig> configs) {
        byName.keySet().retainAll(configs.keySet());
        configs.forEach((name, config) -> {
            Cluster known = byName.get(name);
            if (known == null) {
                byName.put(name, new Cluster(name, config, observer, ticker));
            } else {
                known.reload(config);
            }
        });
        restartChecks();
    }

    private void restartChecks() {
        checks.forEach(HealthCheck::stop);
        checks.clear();
        for (Cluster cluster : byName.values()) {
            if (cluster.config().health().check() == HealthConfig.Check.REDIS) {
                for (Endpoint endpoint : cluster.endpoints()) {
                    HealthCheck check = new RedisHealthCheck(
                            cluster.config(), endpoint, loops.all().getFirst(), loops.transport());
                    checks.add(check);
                    check.start();
                }
            }
        }
    }

    @Override
    public void collect(MetricSink sink) {
        for (Cluster cluster : all()) {
            for (Endpoint endpoint : cluster.endpoints()) {
                sink.gauge(
                        "endpoint_available",
                        "1 while traffic may be sent to the endpoint.",
                        endpoint.available() ? 1 : 0,
                        "cluster",
                        cluster.name(),
                        "endpoint",
                        endpoint.label());
            }
        }
    }

    /// Ends the health checks.
    @Override
    public synchronized void close() {
        checks.forEach(HealthCheck::stop);
        checks.clear();
    }
}
