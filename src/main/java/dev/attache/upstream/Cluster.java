package dev.attache.upstream;

import dev.attache.base.Ticker;
import dev.attache.config.ClusterConfig;
import dev.attache.config.EndpointConfig;
import dev.attache.observe.Observer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// Endpoints that serve the same thing. Safe from any thread; what readers see is an immutable snapshot.
public final class Cluster {
    private final String name;
    private final Observer observer;
    private final Ticker ticker;
    private final Endpoint.Alarm alarm;
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
    private final AtomicInteger untold = new AtomicInteger();
    private volatile ClusterConfig config;
    private volatile List<Endpoint> endpoints = List.of();

    Cluster(String name, ClusterConfig config, Observer observer, Ticker ticker, Endpoint.Alarm alarm) {
        this.name = name;
        this.config = config;
        this.observer = observer;
        this.ticker = ticker;
        this.alarm = alarm;
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

    /// Has the task run after each change of settings, members, weights or fitness.
    ///
    /// It runs on whatever thread brought the change, but never on two at once: of several changes the last run
    /// sees them all.
    public void watch(Runnable onChange) {
        watchers.add(onChange);
    }

    public void unwatch(Runnable onChange) {
        watchers.remove(onChange);
    }

    /// Whoever comes while another thread tells leaves the telling to it, which then tells once more.
    private void tell() {
        if (untold.getAndIncrement() > 0) {
            return;
        }
        int told;
        do {
            told = untold.get();
            watchers.forEach(this::tell);
        } while (untold.addAndGet(-told) > 0);
    }

    private void tell(Runnable watcher) {
        try {
            watcher.run();
        } catch (RuntimeException e) {
            observer.emit(new ClusterWatchError(name, e.toString()));
        }
    }

    /// Takes new settings. An endpoint whose name and address stay is the same object afterwards, its fitness with it.
    synchronized void reload(ClusterConfig next) {
        if (!next.equals(config)) {
            List<Endpoint> members = members(next);
            config = next;
            endpoints = members;
            tell();
        }
    }

    private List<Endpoint> members(ClusterConfig next) {
        List<Endpoint> known = new ArrayList<>(endpoints);
        List<Endpoint> members = new ArrayList<>();
        for (EndpointConfig each : next.endpoints()) {
            members.add(member(known, each, next));
        }
        return List.copyOf(members);
    }

    private Endpoint member(List<Endpoint> known, EndpointConfig wanted, ClusterConfig next) {
        for (Endpoint each : known) {
            if (each.isSame(wanted)) {
                known.remove(each);
                each.reload(wanted, next.eject());
                return each;
            }
        }
        return new Endpoint(name, wanted, next.eject(), observer, ticker, alarm, this::tell);
    }

    /// What status pages show of it.
    public ClusterStatus status() {
        return new ClusterStatus(
                name,
                config.health().check().name().toLowerCase(Locale.ROOT),
                endpoints.stream().map(Endpoint::status).toList());
    }
}
