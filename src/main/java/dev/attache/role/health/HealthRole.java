package dev.attache.role.health;

import dev.attache.config.CheckConfig;
import dev.attache.config.HealthShimConfig;
import dev.attache.config.RoleConfig;
import dev.attache.net.ListenException;
import dev.attache.net.page.Asked;
import dev.attache.net.page.PageLimits;
import dev.attache.net.page.PageListener;
import dev.attache.net.tls.TlsException;
import dev.attache.net.tls.TlsGate;
import dev.attache.role.Role;
import dev.attache.role.RoleContext;
import dev.attache.role.RoleStartException;
import dev.attache.role.RoleStatus;
import dev.attache.role.health.face.HealthSite;
import dev.attache.role.health.face.ManualPages;
import dev.attache.role.health.verdict.Board;
import dev.attache.role.health.verdict.Verdict;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The health shim: checks that go on by themselves, and a board that probes read.
///
/// While it drains it goes on to answer, `/readyz` with no, so that whoever probes learns of the drain rather than of a
/// closed port.
public final class HealthRole implements Role {
    private static final InstantSource CLOCK = InstantSource.system();
    private static final long LOOK_MILLIS = 1000;
    private static final PageLimits LIMITS = new PageLimits(
            1024, 4096, 8192, 16_384, Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(90));

    private final RoleContext context;
    private final Board board;
    private final HealthMetrics metrics;
    private volatile HealthShimConfig config;
    private volatile Map<String, Watch> watches = Map.of();
    private volatile RoleStatus.Phase phase = RoleStatus.Phase.CREATED;
    private final Faces faces;
    private @Nullable PageListener listener;
    private @Nullable Future<?> looking;
    private int nextLoop;

    public HealthRole(RoleContext context, HealthShimConfig config) {
        this.context = context;
        this.config = config;
        this.board = new Board(config, CLOCK);
        this.faces = new Faces(context, CLOCK);
        this.metrics = new HealthMetrics(context.name(), board, () -> watches);
    }

    @Override
    public String name() {
        return context.name();
    }

    @Override
    public String kind() {
        return "health";
    }

    @Override
    public void start() throws RoleStartException {
        try {
            Map<String, Watch> made = watchesFor(config);
            var manual =
                    new ManualPages(board, CLOCK, said -> context.observer().emit(new WordGiven(name(), said)));
            var site = new HealthSite(name(), board, config, manual, this::onPageFault);
            TlsGate gate = TlsGate.of(config.tls(), PageListener.PROTOCOLS, context.ticker());
            listener = PageListener.open(
                    context.loops(), config.listen(), gate, "attache-health", site, LIMITS, context.observer());
            faces.open(config, board);
            board.listen(this::onVerdict);
            use(made);
        } catch (TlsException e) {
            closeListener();
            throw new RoleStartException("role " + name() + ": tls: " + e.getMessage());
        } catch (ListenException e) {
            closeListener();
            throw new RoleStartException("role " + name() + " cannot listen: " + e.getMessage());
        }
        context.observer().register(metrics);
        looking = context.loops()
                .all()
                .getFirst()
                .scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        phase = RoleStatus.Phase.READY;
    }

    private void onPageFault(Asked asked, RuntimeException fault) {
        context.observer().emit(new HealthPageError(name(), asked.path(), String.valueOf(fault)));
    }

    private void look() {
        board.look();
        faces.write();
    }

    private void onVerdict(Verdict verdict) {
        faces.onVerdict(verdict);
        context.observer().emit(new VerdictChanged(name(), verdict.endpoint().label(), verdict.label(), verdict.why()));
    }

    /// Those that run already and stay as they are, and new ones that are not started yet.
    private Map<String, Watch> watchesFor(HealthShimConfig wanted) throws RoleStartException {
        Map<String, Watch> made = new LinkedHashMap<>();
        for (Map.Entry<String, CheckConfig> each : wanted.checks().entrySet()) {
            Watch known = watches.get(each.getKey());
            if (known != null && known.config().equals(each.getValue())) {
                made.put(each.getKey(), known);
            } else {
                made.put(each.getKey(), watch(each.getKey(), each.getValue()));
            }
        }
        return made;
    }

    private Watch watch(String check, CheckConfig settings) throws RoleStartException {
        List<EventLoop> loops = context.loops().all();
        nextLoop = (nextLoop + 1) % loops.size();
        try {
            return new Watch(context, check, settings, board, new CheckCounts(), loops.get(nextLoop), CLOCK);
        } catch (TlsException e) {
            throw new RoleStartException("role " + name() + ": check " + check + ": tls: " + e.getMessage());
        }
    }

    private void use(Map<String, Watch> next) {
        Map<String, Watch> before = watches;
        watches = next;
        before.values().stream().filter(each -> !next.containsValue(each)).forEach(Watch::stop);
        next.values().stream().filter(each -> !before.containsValue(each)).forEach(Watch::start);
    }

    /// Checks whose settings stay go on, with what is known of them.
    @Override
    public boolean reload(RoleConfig next) {
        if (!(next instanceof HealthShimConfig wanted)
                || !wanted.listens().equals(config.listens())
                || !wanted.token().equals(config.token())
                || !wanted.grpc().listen().equals(config.grpc().listen())
                || !wanted.agent().equals(config.agent())
                || !wanted.files().equals(config.files())
                || !wanted.webhook().equals(config.webhook())) {
            return false;
        }
        PageListener open = listener;
        try {
            Map<String, Watch> made = watchesFor(wanted);
            if (open == null
                    || !open.renew(wanted.tls())
                    || !faces.renew(wanted.grpc().tls())) {
                return false;
            }
            board.reload(wanted);
            config = wanted;
            use(made);
            return true;
        } catch (RoleStartException | TlsException _) {
            return false;
        }
    }

    @Override
    public CompletionStage<Void> drain() {
        phase = RoleStatus.Phase.DRAINING;
        board.drain(true);
        CompletableFuture<Void> done = new CompletableFuture<>();
        Duration linger = config.linger();
        if (linger.isZero()) {
            done.complete(null);
        } else {
            context.loops()
                    .all()
                    .getFirst()
                    .schedule(() -> done.complete(null), linger.toNanos(), TimeUnit.NANOSECONDS);
        }
        return done;
    }

    @Override
    public void makeWay() {
        drain();
        closeListener();
    }

    private void closeListener() {
        faces.close();
        PageListener open = listener;
        listener = null;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void stop() {
        phase = RoleStatus.Phase.STOPPED;
        context.observer().unregister(metrics);
        Future<?> running = looking;
        if (running != null) {
            running.cancel(false);
        }
        closeListener();
        use(Map.of());
    }

    @Override
    public RoleStatus status() {
        PageListener open = listener;
        Map<String, Object> facts = new LinkedHashMap<>();
        if (open != null) {
            facts.put("listen", open.bound().toString());
            facts.putAll(faces.facts());
        }
        return new RoleStatus(phase, "", facts);
    }
}
