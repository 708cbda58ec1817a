package dev.attache.upstream;

import dev.attache.balance.Load;
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
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongUnaryOperator;

/// One member of a cluster and its fitness. Safe from any thread; [#available] and [#onSuccess] cost one volatile read
/// while all is well.
///
/// The state changes by compare-and-set, and whoever is told of a change is told outside of any lock: a watcher may ask
/// other endpoints how they are without a deadlock.
public final class Endpoint {
    /// Longest reason that is kept; what a peer sent may be longer.
    static final int WHY_CHARS_MAX = 200;

    /// Has a task run after a while, on any thread.
    @FunctionalInterface
    interface Alarm {
        void after(Duration delay, Runnable task);
    }

    private final String cluster;
    private final Observer observer;
    private final Ticker ticker;
    private final Alarm alarm;
    private final LongUnaryOperator spread;
    private final Runnable onChange;
    private final EjectionQuota quota;
    private final Load load = new Load();
    private final AtomicReference<EndpointState> state;
    private volatile EndpointConfig config;
    private volatile EjectConfig eject;
    private volatile String lastFailure = "";

    /// @param spread what becomes of the time of an ejection, so that those ejected together are not tried together
    Endpoint(
            String cluster,
            EndpointConfig config,
            EjectConfig eject,
            Observer observer,
            Ticker ticker,
            Alarm alarm,
            LongUnaryOperator spread,
            EjectionQuota quota,
            Runnable onChange) {
        this.cluster = cluster;
        this.config = config;
        this.eject = eject;
        this.observer = observer;
        this.ticker = ticker;
        this.alarm = alarm;
        this.spread = spread;
        this.quota = quota;
        this.onChange = onChange;
        this.state = new AtomicReference<>(new Healthy(ticker.nanos(), 0, 0));
    }

    /// Whether these settings are of the same endpoint: the same name at the same address.
    boolean isSame(EndpointConfig other) {
        return config.address().equals(other.address()) && config.name().equals(other.name());
    }

    /// Takes a new weight and new rules; its fitness stays.
    void reload(EndpointConfig nextConfig, EjectConfig nextEject) {
        config = nextConfig;
        eject = nextEject;
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

    /// What is known of the work there; fed by roles that balance requests.
    public Load load() {
        return load;
    }

    public EndpointState state() {
        return state.get();
    }

    /// Whether traffic may be sent to it. The first to ask after an ejection is over begins the trial.
    public boolean available() {
        EndpointState now = state.get();
        return now instanceof Healthy || mayBeTried(now);
    }

    private boolean mayBeTried(EndpointState now) {
        return switch (now) {
            case Healthy _, Trial _ -> true;
            case Unhealthy _ -> false;
            case Ejected out -> {
                long time = ticker.nanos();
                if (time - out.untilNanos() < 0) {
                    yield false;
                }
                change(out, out.toTrial(time));
                yield available();
            }
        };
    }

    /// Why it is not available, for people; empty where it is.
    public String whyUnavailable() {
        return state.get().why();
    }

    /// Real traffic was answered.
    public void onSuccess() {
        EndpointState now = state.get();
        if (!(now instanceof Healthy fit && fit.failuresInRow() == 0)) {
            recover(now);
        }
    }

    private void recover(EndpointState now) {
        boolean settled = switch (now) {
            case Healthy fit -> change(fit, fit.withFailures(0));
            case Trial trial -> change(trial, trial.toHealthy(ticker.nanos()));
            case Ejected _, Unhealthy _ -> true;
        };
        if (!settled) {
            onSuccess();
        }
    }

    /// Real traffic failed: a connection refused or lost, no answer in time, an answer that is none.
    ///
    /// @param why one line for people; it is cut to [#WHY_CHARS_MAX]
    public void onFailure(String why) {
        String reason = oneLine(why);
        lastFailure = reason;
        boolean settled = false;
        while (!settled) {
            settled = switch (state.get()) {
                case Healthy fit -> isEnough(fit) ? eject(fit, reason) : change(fit, counted(fit));
                case Trial trial -> eject(trial, reason);
                case Ejected _, Unhealthy _ -> true;
            };
        }
    }

    /// It answers notably fewer requests well than the others do.
    void onOutlier(String why) {
        if (state.get() instanceof Healthy fit) {
            eject(fit, why);
        }
    }

    private boolean isEnough(Healthy fit) {
        int limit = eject.failures();
        return limit > 0 && fit.failuresInRow() + 1 >= limit;
    }

    private static Healthy counted(Healthy fit) {
        return fit.withFailures(Math.min(fit.failuresInRow(), Integer.MAX_VALUE - 2) + 1);
    }

    /// Where the quota is full, the endpoint stays in use and its failure is counted.
    ///
    /// @return false where the state has changed in between, and nothing was done
    private boolean eject(EndpointState from, String why) {
        long now = ticker.nanos();
        EndpointState to;
        synchronized (quota) {
            boolean room = quota.hasRoom(eject);
            to = switch (from) {
                case Healthy fit -> room ? ejected(fit, now, why) : counted(fit);
                case Trial trial -> room ? trial.toEjected(now, now + lasting(trial.ejections() + 1), why) : trial;
                case Ejected _, Unhealthy _ -> from;
            };
            if (!state.compareAndSet(from, to)) {
                return false;
            }
        }
        if (to instanceof Ejected) {
            tell(to);
        }
        return true;
    }

    /// For each time that an ejection lasts at least, an endpoint that stays in use is forgiven one.
    private Ejected ejected(Healthy fit, long now, String why) {
        long forgiven = (now - fit.sinceNanos()) / eject.lasting().toNanos();
        int times = (int) Math.max(0, fit.ejections() - forgiven) + 1;
        return fit.toEjected(now, now + lasting(times), fit.failuresInRow() + 1, times, why);
    }

    private long lasting(int times) {
        long once = eject.lasting().toNanos();
        long most = Math.max(once, eject.forMax().toNanos());
        return spread.applyAsLong(times > most / once ? most : once * times);
    }

    /// Its health checks have failed often enough.
    void onUnhealthy(String why) {
        String reason = oneLine(why);
        lastFailure = reason;
        EndpointState now = state.get();
        while (!(now instanceof Unhealthy) && !change(now, new Unhealthy(ticker.nanos(), reason))) {
            now = state.get();
        }
    }

    /// Its health checks have succeeded often enough, or there are none any more.
    void onHealthy() {
        if (state.get() instanceof Unhealthy out) {
            change(out, out.toHealthy(ticker.nanos()));
        }
    }

    /// @return false where the state has changed in between, and nothing was done
    private boolean change(EndpointState from, EndpointState to) {
        if (!state.compareAndSet(from, to)) {
            return false;
        }
        if (to.getClass() != from.getClass()) {
            tell(to);
        }
        return true;
    }

    private void tell(EndpointState entered) {
        switch (entered) {
            case Healthy _ -> observer.emit(new EndpointRestored(cluster, label()));
            case Trial _ -> {}
            case Ejected out -> {
                Duration lasting = Duration.ofNanos(out.untilNanos() - out.sinceNanos());
                observer.emit(new EndpointEjected(cluster, label(), out.failuresInRow(), lasting, out.why()));
                alarm.after(lasting, this::available);
            }
            case Unhealthy out -> observer.emit(new HealthCheckFailed(cluster, label(), out.why()));
        }
        onChange.run();
    }

    private static String oneLine(String why) {
        String cut = why.length() > WHY_CHARS_MAX ? why.substring(0, WHY_CHARS_MAX) + "…" : why;
        StringBuilder line = new StringBuilder(cut);
        for (int i = 0; i < line.length(); i++) {
            if (Character.isISOControl(line.charAt(i))) {
                line.setCharAt(i, ' ');
            }
        }
        return line.toString();
    }

    /// What status pages show of it.
    public EndpointStatus status() {
        EndpointState now = state.get();
        return new EndpointStatus(
                label(),
                address().toString(),
                weight(),
                now.used(),
                now.label(),
                now.why(),
                Duration.ofNanos(Math.max(0, ticker.nanos() - now.sinceNanos())),
                now.failuresInRow(),
                lastFailure,
                load.inFlight(),
                Duration.ofNanos((long) load.latencyNanos()));
    }

    /// What the last failure was; empty where there was none.
    public String lastFailure() {
        return lastFailure;
    }
}
