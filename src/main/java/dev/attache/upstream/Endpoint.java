package dev.attache.upstream;

import dev.attache.balance.Member;
import dev.attache.base.Address;
import dev.attache.base.Ticker;
import dev.attache.config.EjectConfig;
import dev.attache.config.EndpointConfig;
import dev.attache.observe.Observer;
import dev.attache.upstream.EndpointState.Ejected;
import dev.attache.upstream.EndpointState.Healthy;
import dev.attache.upstream.EndpointState.Trial;
import dev.attache.upstream.EndpointState.Unhealthy;

/// One member of a cluster and its fitness. Safe from any thread; [#available] and [#onSuccess] cost one volatile read
/// while all is well.
public final class Endpoint {
    private final String cluster;
    private final EndpointConfig config;
    private final EjectConfig eject;
    private final Observer observer;
    private final Ticker ticker;
    private final Runnable onChange;
    private volatile EndpointState state = new Healthy();
    private volatile int failuresInRow;
    private volatile String lastFailure = "";

    Endpoint(
            String cluster,
            EndpointConfig config,
            EjectConfig eject,
            Observer observer,
            Ticker ticker,
            Runnable onChange) {
        this.cluster = cluster;
        this.config = config;
        this.eject = eject;
        this.observer = observer;
        this.ticker = ticker;
        this.onChange = onChange;
    }

    EndpointConfig config() {
        return config;
    }

    EjectConfig eject() {
        return eject;
    }

    /// Name in metrics, logs and status pages.
    public String label() {
        return config.label();
    }

    /// Name on a ring: the given one, or what twemproxy makes of the address.
    public String ringName() {
        return config.name().isEmpty() ? Member.nameOf(config.address()) : config.name();
    }

    public Address address() {
        return config.address();
    }

    public int weight() {
        return config.weight();
    }

    public EndpointState state() {
        return state;
    }

    /// Whether traffic may be sent to it.
    public boolean available() {
        EndpointState now = state;
        return now instanceof Healthy || mayBeTried(now);
    }

    private boolean mayBeTried(EndpointState now) {
        return switch (now) {
            case Healthy _, Trial _ -> true;
            case Unhealthy _ -> false;
            case Ejected out -> {
                if (ticker.nanos() - out.untilNanos() < 0) {
                    yield false;
                }
                toTrial(out);
                yield true;
            }
        };
    }

    private synchronized void toTrial(Ejected from) {
        if (state == from) {
            state = new Trial();
            onChange.run();
        }
    }

    /// Why it is not available, for people; empty where it is.
    public String whyUnavailable() {
        return switch (state) {
            case Ejected out -> out.why();
            case Unhealthy out -> out.why();
            case Healthy _, Trial _ -> "";
        };
    }

    /// Real traffic was answered.
    public void onSuccess() {
        if (failuresInRow != 0 || state instanceof Trial) {
            recover();
        }
    }

    private synchronized void recover() {
        failuresInRow = 0;
        if (state instanceof Trial) {
            state = new Healthy();
            observer.emit(new EndpointRestored(cluster, label()));
            onChange.run();
        }
    }

    /// Real traffic failed: a connection refused or lost, no answer in time, an answer that is none.
    public synchronized void onFailure(String why) {
        failuresInRow++;
        lastFailure = why;
        boolean tooMany = failuresInRow >= eject.failures() && state instanceof Healthy;
        if (eject.failures() > 0 && (tooMany || state instanceof Trial)) {
            state = new Ejected(ticker.nanos() + eject.lasting().toNanos(), why);
            observer.emit(new EndpointEjected(cluster, label(), failuresInRow, why));
            onChange.run();
        }
    }

    /// Its health checks have failed often enough.
    synchronized void onUnhealthy(String why) {
        if (!(state instanceof Unhealthy)) {
            lastFailure = why;
            state = new Unhealthy(why);
            observer.emit(new HealthCheckFailed(cluster, label(), why));
            onChange.run();
        }
    }

    /// Its health checks have succeeded often enough.
    synchronized void onHealthy() {
        if (!(state instanceof Healthy)) {
            failuresInRow = 0;
            state = new Healthy();
            observer.emit(new EndpointRestored(cluster, label()));
            onChange.run();
        }
    }

    public int failuresInRow() {
        return failuresInRow;
    }

    /// What the last failure was; empty where there was none.
    public String lastFailure() {
        return lastFailure;
    }
}
