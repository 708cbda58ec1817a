package dev.attache.upstream;

import dev.attache.base.Spread;
import dev.attache.base.Ticker;
import dev.attache.config.ClusterConfig;
import dev.attache.config.EndpointConfig;
import dev.attache.config.HttpProtocol;
import dev.attache.net.DialPlan;
import dev.attache.net.tls.TlsClient;
import dev.attache.net.tls.TlsException;
import dev.attache.observe.Observer;
import dev.attache.wire.proxyprotocol.ProxyHeaderEncoder;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Endpoints that serve the same thing. Safe from any thread; what readers see is an immutable snapshot.
public final class Cluster {
    private static final byte[] NO_PREFACE = {};

    private final String name;
    private final Observer observer;
    private final Ticker ticker;
    private final Endpoint.Alarm alarm;
    private final EjectionQuota quota = new EjectionQuota(this::endpoints);
    private final SuccessRates rates = new SuccessRates();
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
    private final AtomicInteger untold = new AtomicInteger();
    private volatile Membership membership;
    private volatile @Nullable TlsOffers tls;
    private volatile boolean balanced;
    private volatile boolean panic;
    private volatile boolean retired;
    private boolean comparing;

    Cluster(String name, ClusterConfig config, Observer observer, Ticker ticker, Endpoint.Alarm alarm) {
        this.name = name;
        this.observer = observer;
        this.ticker = ticker;
        this.alarm = alarm;
        this.tls = tlsOf(config);
        this.membership = Membership.of(config, members(List.of(), config));
    }

    /// The file's checks leave to the engine's taste alone what may be wrong here.
    private @Nullable TlsOffers tlsOf(ClusterConfig next) {
        try {
            return TlsOffers.of(next);
        } catch (TlsException e) {
            throw new IllegalArgumentException("cluster " + name + ": tls: " + e.getMessage(), e);
        }
    }

    public String name() {
        return name;
    }

    public ClusterConfig config() {
        return membership.config();
    }

    /// Members in the file's order.
    public List<Endpoint> endpoints() {
        return membership.endpoints();
    }

    Membership membership() {
        return membership;
    }

    /// How one of its endpoints is reached now.
    public DialPlan planFor(Endpoint endpoint) {
        return planFor(endpoint, null, null, null);
    }

    /// The same for those who speak this version of HTTP and no other.
    public DialPlan planFor(Endpoint endpoint, HttpProtocol only) {
        return planFor(endpoint, null, null, only);
    }

    /// How one of its endpoints is reached now for somebody else's connection.
    ///
    /// @param source where that comes from; null where that is not known
    /// @param destination where that went to; null where that is not known
    /// @param only the version of HTTP that will be spoken; null where what the cluster offers decides
    public DialPlan planFor(
            Endpoint endpoint,
            @Nullable InetSocketAddress source,
            @Nullable InetSocketAddress destination,
            @Nullable HttpProtocol only) {
        ClusterConfig now = config();
        byte[] preface = switch (now.proxyProtocol()) {
            case NONE -> NO_PREFACE;
            case V1 -> ProxyHeaderEncoder.line(source, destination);
            case V2 -> ProxyHeaderEncoder.binary(source, destination);
        };
        TlsOffers offers = tls;
        TlsClient by = offers == null ? null : only == null ? offers.usual() : offers.only(only);
        return new DialPlan(endpoint.address(), now.connectTimeout(), by, preface);
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

    /// Says that requests are balanced here, each of which any endpoint could take: from now on there may be panic, and
    /// success rates are compared.
    public void toBalanced() {
        balanced = true;
        tell();
        compareRates();
    }

    boolean isBalanced() {
        return balanced;
    }

    /// Whether so few endpoints are fit that ejected ones are used as well.
    public boolean isInPanic() {
        return panic;
    }

    /// Whoever comes while another thread tells leaves the telling to it, which then tells once more.
    private void tell() {
        if (untold.getAndIncrement() > 0) {
            return;
        }
        int told;
        do {
            told = untold.get();
            settlePanic();
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

    /// Panic is about guesses only: an endpoint that fails its health checks, or has no weight, counts neither as fit
    /// nor
    /// as one of those that could be.
    private void settlePanic() {
        int able = 0;
        int fit = 0;
        for (Endpoint each : membership.endpoints()) {
            EndpointState state = each.state();
            boolean counts = each.weight() > 0 && !(state instanceof EndpointState.Unhealthy);
            able += counts ? 1 : 0;
            fit += counts && state instanceof EndpointState.Healthy ? 1 : 0;
        }
        boolean before = panic;
        boolean now = balanced && fit < able * config().balance().panic().value();
        panic = now;
        if (now && !before) {
            observer.emit(new ClusterPanicked(name, fit, able));
        } else if (before && !now) {
            observer.emit(new ClusterCalmed(name, fit, able));
        }
    }

    /// Takes new settings. An endpoint whose name and address stay is the same object afterwards, its fitness with it.
    synchronized void reload(ClusterConfig next) {
        if (!next.equals(config())) {
            TlsOffers before = tls;
            tls = before != null && before.isFor(next) ? before : tlsOf(next);
            membership = Membership.of(next, members(endpoints(), next));
            tell();
            compareRates();
        }
    }

    private List<Endpoint> members(List<Endpoint> before, ClusterConfig next) {
        List<Endpoint> known = new ArrayList<>(before);
        List<Endpoint> members = new ArrayList<>();
        for (EndpointConfig each : next.endpoints()) {
            members.add(member(known, each, next));
        }
        return members;
    }

    private Endpoint member(List<Endpoint> known, EndpointConfig wanted, ClusterConfig next) {
        for (Endpoint each : known) {
            if (each.isSame(wanted)) {
                known.remove(each);
                each.reload(wanted, next.eject());
                return each;
            }
        }
        return new Endpoint(name, wanted, next.eject(), observer, ticker, alarm, Spread::after, quota, this::tell);
    }

    /// Compares success rates again and again, as long as there is something to compare.
    private synchronized void compareRates() {
        if (!comparing && !retired && balanced) {
            comparing = scheduleRates();
        }
    }

    private boolean scheduleRates() {
        var settings = config().eject().successRate();
        boolean worth = !settings.interval().isZero() && endpoints().size() >= settings.endpoints();
        if (worth) {
            rates.begin(endpoints());
            alarm.after(settings.interval(), this::onRatesDue);
        }
        return worth;
    }

    private void onRatesDue() {
        rates.judge(config().eject().successRate());
        synchronized (this) {
            comparing = !retired && scheduleRates();
        }
    }

    /// It is in the file no more.
    void retire() {
        retired = true;
    }

    /// What status pages show of it.
    public ClusterStatus status() {
        return new ClusterStatus(
                name,
                word(config().health().check()),
                balanced ? word(config().balance().policy()) : "",
                panic,
                endpoints().stream().map(Endpoint::status).toList());
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
