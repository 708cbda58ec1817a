package dev.attache.role.http;

import dev.attache.base.Address;
import dev.attache.config.HttpConfig;
import dev.attache.config.RoleConfig;
import dev.attache.net.ListenException;
import dev.attache.net.Listener;
import dev.attache.net.LoopShare;
import dev.attache.net.tls.TlsException;
import dev.attache.role.Experiment;
import dev.attache.role.Role;
import dev.attache.role.RoleContext;
import dev.attache.role.RoleStartException;
import dev.attache.role.RoleStatus;
import dev.attache.role.http.answer.Refusal;
import dev.attache.role.http.client.ClientTls;
import dev.attache.role.http.endpoint.Circuits;
import dev.attache.role.http.experiment.Experiments;
import dev.attache.role.http.limit.Slots;
import dev.attache.role.http.loop.HttpSettings;
import dev.attache.role.http.mirror.DiffLedger;
import dev.attache.role.http.mirror.Mirrors;
import dev.attache.role.http.report.Reports;
import dev.attache.role.http.route.Destination;
import dev.attache.upstream.Cluster;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The HTTP ambassador: owns the listener, one [HttpLoop] an event loop, and what they all share.
public final class HttpRole implements Role {
    private static final long ARMS_WATCHED_MILLIS = 1000;

    private final RoleContext context;
    private final List<HttpLoop> loops = new ArrayList<>();
    private final Map<String, Watched> clusters = new ConcurrentHashMap<>();
    private final AtomicInteger clientCount = new AtomicInteger();
    private final Experiments experiments;
    private final Mirrors mirrors;
    private final HttpLoop.Shared shared;
    private volatile HttpConfig config;
    private volatile HttpSettings settings;
    private volatile RoleStatus.Phase phase = RoleStatus.Phase.CREATED;
    private @Nullable Listener listener;
    private @Nullable HttpMetrics metrics;

    /// A cluster that a route names, and what is told of its changes.
    private record Watched(Cluster cluster, Runnable onChange) {}

    public HttpRole(RoleContext context, HttpConfig config) {
        this.context = context;
        this.config = config;
        this.experiments = new Experiments(context.name(), context.ticker(), context.observer());
        experiments.use(config);
        this.mirrors = new Mirrors(context.name());
        mirrors.use(config);
        this.settings = HttpSettings.of(context.name(), config, experiments, mirrors);
        this.shared = new HttpLoop.Shared(
                new Reports(context.name(), context.ticker()),
                new Circuits(),
                new Slots(),
                new ClientTls(context.ticker()));
    }

    @Override
    public String name() {
        return context.name();
    }

    @Override
    public String kind() {
        return "http";
    }

    @Override
    public void start() throws RoleStartException {
        try {
            shared.tls().use(config.tls());
            shared.reports().use(config.accessLog());
        } catch (TlsException e) {
            throw new RoleStartException("role " + name() + ": tls: " + e.getMessage());
        } catch (IOException e) {
            throw new RoleStartException("role " + name() + " cannot write its access log: " + e);
        }
        shared.reports().use(config.tracing());
        watch(settings);
        for (EventLoop each : context.loops().all()) {
            loops.add(
                    new HttpLoop(each, context.loops().transport(), context.ticker(), settings, watchedNow(), shared));
        }
        loops.forEach(HttpLoop::start);
        try {
            listener = Listener.bind(
                    context.loops(), config.listen(), context.observer(), new ClientInitializer(loops, this));
        } catch (ListenException e) {
            stop();
            throw new RoleStartException("role " + name() + " cannot listen: " + e.getMessage());
        }
        metrics = new HttpMetrics(this, name());
        context.observer().register(metrics);
        phase = RoleStatus.Phase.READY;
        watchArms();
    }

    /// Watches the clusters that routes name now; one that was taken out of the file and came back is another one.
    private void watch(HttpSettings next) {
        Map<String, Cluster> wanted = new LinkedHashMap<>();
        for (Destination each : next.routes().destinations()) {
            wanted.put(each.cluster(), context.clusters().get(each.cluster()));
        }
        for (DiffLedger each : mirrors.all()) {
            wanted.put(each.to(), context.clusters().get(each.to()));
        }
        clusters.values().removeIf(each -> {
            boolean unwanted = wanted.get(each.cluster.name()) != each.cluster;
            if (unwanted) {
                each.cluster.unwatch(each.onChange);
            }
            return unwanted;
        });
        shared.circuits().keep(wanted.values());
        wanted.forEach((name, cluster) -> clusters.computeIfAbsent(name, _ -> watched(cluster)));
    }

    private Map<String, Cluster> watchedNow() {
        Map<String, Cluster> now = new LinkedHashMap<>();
        clusters.forEach((name, watched) -> now.put(name, watched.cluster));
        return now;
    }

    private Watched watched(Cluster cluster) {
        Watched watched = new Watched(cluster, () -> {
            for (HttpLoop loop : loops) {
                loop.eventLoop().execute(() -> loop.targets().onChange(cluster));
            }
        });
        cluster.toBalanced();
        cluster.watch(watched.onChange);
        return watched;
    }

    /// Where new settings cannot be used, false has a new role started with them, whose start says why and is undone.
    @Override
    public boolean reload(RoleConfig next) {
        if (!(next instanceof HttpConfig wanted) || !wanted.listen().equals(config.listen())) {
            return false;
        }
        try {
            shared.reports().use(wanted.accessLog());
            if (!wanted.tls().equals(config.tls())) {
                shared.tls().use(wanted.tls());
            }
        } catch (TlsException | IOException _) {
            return false;
        }
        shared.reports().use(wanted.tracing());
        synchronized (experiments) {
            experiments.use(wanted);
            mirrors.use(wanted);
            config = wanted;
            refresh();
        }
        return true;
    }

    /// Has the loops go over to the settings and the weights that are in force now.
    private void refresh() {
        HttpSettings fresh = HttpSettings.of(name(), config, experiments, mirrors);
        watch(fresh);
        settings = fresh;
        Map<String, Cluster> watched = watchedNow();
        for (HttpLoop loop : loops) {
            loop.eventLoop().execute(() -> loop.use(fresh, watched));
        }
    }

    @Override
    public void onFileRead() {
        change(Experiments::forgetHand);
    }

    @Override
    public List<Experiment> experiments() {
        return NamedExperiment.all(name(), experiments, mirrors, this::change);
    }

    /// Changes weights, one thread after the other.
    ///
    /// @param step says whether it has changed any
    private void change(Predicate<Experiments> step) {
        synchronized (experiments) {
            if (step.test(experiments)) {
                refresh();
            }
        }
    }

    /// Looks once a second whether an arm has to go. That takes longer than an event loop should stand still.
    private void watchArms() {
        if (phase == RoleStatus.Phase.READY) {
            if (experiments.areGuarded()) {
                Thread.ofVirtual().name("attache-experiments").start(() -> change(Experiments::look));
            }
            loops.getFirst().eventLoop().schedule(this::watchArms, ARMS_WATCHED_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public CompletionStage<Void> drain() {
        phase = RoleStatus.Phase.DRAINING;
        Listener open = listener;
        if (open != null) {
            open.close();
        }
        return LoopShare.drainAll(loops);
    }

    @Override
    public void stop() {
        phase = RoleStatus.Phase.STOPPED;
        clusters.values().forEach(each -> each.cluster.unwatch(each.onChange));
        Listener open = listener;
        if (open != null) {
            open.close();
        }
        HttpMetrics source = metrics;
        if (source != null) {
            context.observer().unregister(source);
        }
        LoopShare.stopAll(loops);
        shared.tls().close();
        shared.reports().close();
    }

    @Override
    public RoleStatus status() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("listen", bound().toString());
        facts.put("clients", clientCount.get());
        facts.put("routes", config.routes().size());
        facts.put("destinations", HttpFactSheet.destinations(this));
        facts.put("experiments", experiments.weights());
        return new RoleStatus(phase, experiments.note(), facts);
    }

    /// Counts a client in until its connection ends.
    ///
    /// @return false where there are too many, or where it may not come; it has been told so and is being closed
    boolean admit(Channel channel, boolean secure) {
        boolean stranger = !settings.takesFrom(channel.remoteAddress());
        if (!stranger && clientCount.incrementAndGet() <= config.maxClients()) {
            channel.closeFuture().addListener(_ -> clientCount.decrementAndGet());
            return true;
        }
        if (stranger || secure) {
            channel.close();
        } else {
            byte[] answer = Refusal.TOO_MANY_CLIENTS.answer(true);
            channel.writeAndFlush(channel.alloc().buffer().writeBytes(answer)).addListener(ChannelFutureListener.CLOSE);
        }
        if (!stranger) {
            clientCount.decrementAndGet();
        }
        return false;
    }

    /// Whether clients come by TLS.
    boolean isSecure() {
        return shared.tls().isOn();
    }

    List<HttpLoop> loops() {
        return loops;
    }

    /// What its loops share.
    HttpLoop.Shared shared() {
        return shared;
    }

    HttpSettings settings() {
        return settings;
    }

    Experiments liveExperiments() {
        return experiments;
    }

    Mirrors mirrors() {
        return mirrors;
    }

    int clientCount() {
        return clientCount.get();
    }

    /// Where clients connect, the real port in place of a 0.
    public Address bound() {
        return listener == null ? config.listen() : listener.bound();
    }
}
