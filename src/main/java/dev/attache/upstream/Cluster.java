package dev.attache.upstream;

import dev.attache.base.Ticker;
import dev.attache.config.ClusterConfig;
import dev.attache.config.EndpointConfig;
import dev.attache.observe.Observer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Endpoints that serve the same thing. Safe from any thread; what readers see is an immutable snapshot.
public final class Cluster {
    private final String name;
    private final Observer observer;
    private final Ticker ticker;
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
    private volatile ClusterConfig config;
    private volatile List<Endpoint> endpoints = List.of();

    Cluster(String name, ClusterConfig config, Observer observer, Ticker ticker) {
        this.name = name;
        this.config = config;
        this.observer = observer;
        this.ticker = ticker;
        this.endpoints = members(config);
    }

    public String name() {
        return name;
    }

    public ClusterConfig config() {
        return config;
    }

    /// Members in the file's order.
    public List<Endpoint> endpoints() {
        return endpoints;
    }

    /// Has the task run after each change of members, weights or fitness, on whatever thread brought it.
    public void watch(Runnable onChange) {
        watchers.add(onChange);
    }

    public void unwatch(Runnable onChange) {
        watchers.remove(onChange);
    }

    private void tell() {
        watchers.forEach(Runnable::run);
    }

    /// Takes new settings. An endpoint that did not change is the same object afterwards, its fitness with it.
    synchronized void reload(ClusterConfig next) {
        if (!next.equals(config)) {
            List<Endpoint> members = members(next);
            config = next;
            endpoints = members;
            tell();
        }
    }

    private List<Endpoint> members(ClusterConfig next) {
        List<Endpoint> members = new ArrayList<>();
        for (EndpointConfig each : next.endpoints()) {
            members.add(endpoints.stream()
                    .filter(known ->
                            known.config().equals(each) && known.eject().equals(next.eject()))
                    .findFirst()
                    .orElseGet(() -> new Endpoint(name, each, next.eject(), observer, ticker, this::tell)));
        }
        return List.copyOf(members);
    }
}
