package dev.attache.boot;

import dev.attache.admin.Readiness;
import dev.attache.base.HumanDuration;
import dev.attache.base.Ticker;
import dev.attache.config.Loaded;
import dev.attache.net.Stall;
import dev.attache.observe.Telemetry;
import dev.attache.role.Role;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// attache at work, from its configuration to its exit status.
///
/// One thread starts, reloads and ends everything; whoever wants one of these leaves an order with it.
///
/// ```
/// STARTING ──every role is ready──▶ READY ──signal, POST, end of the app──▶ DRAINING ──▶ exit status
/// ```
public final class Daemon {
    /// Time that an end at once leaves to work in flight, so that what is done in a moment is not cut off.
    private static final Duration HURRIED_DRAIN = Duration.ofMillis(100);

    private static final long LOOK_MILLIS = 1000;
    private static final long APP_PATIENCE_MILLIS = 5000;

    private final ConfigSource source;
    private final Loaded loaded;
    private final Telemetry telemetry;
    private final @Nullable App app;
    private final ScheduledExecutorService orders = new ScheduledThreadPoolExecutor(
            1, task -> new Thread(task, "attache-house"), new ThreadPoolExecutor.DiscardPolicy());
    private final Set<Role> retiring = new HashSet<>();
    private final CompletableFuture<Integer> ended = new CompletableFuture<>();
    private volatile Readiness.Phase phase = Readiness.Phase.STARTING;
    private @Nullable House house;
    private @Nullable Reloader reloader;
    private @Nullable CompletableFuture<Void> drained;
    private boolean hurried;
    private int appStatus;

    /// @param source what is read again at a reload
    /// @param loaded what was read from it for the start
    /// @param app runs beside the roles while they do; null where there is none
    public Daemon(ConfigSource source, Loaded loaded, Telemetry telemetry, @Nullable App app) {
        this.source = source;
        this.loaded = loaded;
        this.telemetry = telemetry;
        this.app = app;
    }

    /// Starts everything in order and returns when all of it is ready.
    ///
    /// @throws StartException where something cannot; nothing is left running then
    /// @throws AppStartException where all is well but the app cannot be run; nothing is left running then
    public void start() throws StartException, AppStartException {
        Future<?> started = orders.submit(() -> {
            toReady();
            return null;
        });
        try {
            started.get();
        } catch (ExecutionException e) {
            giveUp(e.getCause());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new StartException("interrupted");
        }
    }

    private void giveUp(@Nullable Throwable cause) throws StartException, AppStartException {
        House open = house;
        if (open != null) {
            open.close();
        }
        orders.shutdown();
        if (cause instanceof AppStartException e) {
            telemetry.emit(new DaemonStartError(String.valueOf(e.getMessage())));
            telemetry.close();
            throw e;
        }
        String why = cause instanceof StartException ? String.valueOf(cause.getMessage()) : String.valueOf(cause);
        telemetry.emit(new DaemonStartError(why));
        telemetry.close();
        throw new StartException(why);
    }

    private void toReady() throws StartException, AppStartException {
        House open = new House(loaded.config(), telemetry, this::drain);
        house = open;
        var reloads = new Reloader(source, loaded, open, telemetry, this::retire);
        reloader = reloads;
        new Watchdog(open.loops()::worstStall, Ticker.SYSTEM, this::onStall).start();
        open.start(loaded.config(), new HouseView(this, open, reloads, telemetry));
        loaded.warnings().forEach(warning -> telemetry.emit(new ConfigWarned(warning.toString())));
        phase = Readiness.Phase.READY;
        telemetry.emit(new DaemonReady(
                open.roles().all().size(),
                open.adminAddress(),
                open.loops().transport().label(),
                open.loops().all().size(),
                ProcessAge.millis()));
        App child = app;
        if (child != null) {
            child.start(status -> order(() -> onAppEnded(status)));
        }
        lookRegularly();
    }

    private void lookRegularly() {
        FileWatch watch = source.watch();
        boolean orphans = Orphans.comeHere();
        orders.scheduleWithFixedDelay(
                guarded(() -> {
                    if (watch.look()) {
                        reloadNow();
                    }
                    if (orphans) {
                        Orphans.reap(pid -> app != null && app.isPid(pid));
                    }
                }),
                LOOK_MILLIS,
                LOOK_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    /// Waits for the end.
    ///
    /// @return the app's exit status where there is one; else 0, or 1 where work in flight was cut off
    public int await() {
        return ended.join();
    }

    /// Where in its life it is. Safe from any thread.
    public Readiness.Phase phase() {
        return phase;
    }

    /// Whether everything is ready and nothing has asked for the end. Safe from any thread.
    public boolean isReady() {
        return phase == Readiness.Phase.READY;
    }

    /// Whether there is a file that a reload would read.
    boolean readsFile() {
        return source instanceof ConfigSource.File;
    }

    /// Reads the file again. Safe from any thread; returns at once.
    public void reload() {
        order(this::reloadNow);
    }

    private void reloadNow() {
        Reloader reloads = reloader;
        if (reloads != null && phase == Readiness.Phase.READY) {
            reloads.reload();
        }
    }

    /// Ends when what is in flight is done; where there is an app, when that has ended too. Safe from any thread;
    /// returns at once.
    ///
    /// @param why what asks for it
    public void drain(String why) {
        drain(why, PosixSignal.TERM);
    }

    /// @param signal which the app is sent
    void drain(String why, PosixSignal signal) {
        order(() -> leave(why, signal));
    }

    /// Ends at once, the app with it. Safe from any thread; returns at once.
    ///
    /// @param why what asks for it
    public void quit(String why) {
        order(() -> {
            hurried = true;
            App child = app;
            if (child != null && child.isRunning()) {
                phase = Readiness.Phase.DRAINING;
                child.kill();
            } else if (drained == null) {
                toDraining(why);
            } else {
                end();
            }
        });
    }

    /// Makes the process this daemon's: its signals, what nobody catches on its threads, and what Netty has to say.
    /// Comes before any use of Netty.
    public void ownProcess() {
        InternalLoggerFactory.setDefaultFactory(new NettyLog(telemetry, error -> fatal(StackText.of(error))));
        Thread.setDefaultUncaughtExceptionHandler((thread, fault) -> {
            if (Fatality.isFatal(fault)) {
                fatal(StackText.of(fault));
            }
            telemetry.emit(new FaultCaught(thread.getName(), StackText.of(fault)));
        });
        new SignalTaker(this, app, () -> fatal("the second signal could not be obeyed")).listen();
    }

    boolean hasEndedWithin(Duration patience) {
        try {
            ended.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// The app ends first, because it still needs the roles.
    private void leave(String why, PosixSignal signal) {
        App child = app;
        if (child == null || !child.isRunning()) {
            toDraining(why);
        } else {
            phase = Readiness.Phase.DRAINING;
            child.signal(signal);
        }
    }

    private void onAppEnded(int status) {
        appStatus = status;
        toDraining("the app has ended with status " + status);
    }

    private void toDraining(String why) {
        House open = house;
        Reloader reloads = reloader;
        if (drained != null || open == null || reloads == null) {
            return;
        }
        phase = Readiness.Phase.DRAINING;
        Duration patience = hurried ? HURRIED_DRAIN : reloads.inForce().drain();
        telemetry.emit(new DrainStarted(why, HumanDuration.format(patience)));
        CompletableFuture<Void> done = open.roles().drain().toCompletableFuture();
        drained = done;
        done.whenComplete((_, _) -> order(this::end));
        orders.schedule(guarded(this::end), patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void end() {
        House open = house;
        if (ended.isDone() || open == null) {
            return;
        }
        boolean cut = drained == null || !drained.isDone() || drained.isCompletedExceptionally();
        retiring.forEach(Role::stop);
        open.close();
        int status = app != null ? appStatus : cut ? 1 : 0;
        telemetry.emit(new DaemonEnded(status, cut));
        telemetry.close();
        orders.shutdownNow();
        ended.complete(status);
    }

    /// Drains a role that a new file does away with, and stops it when it is done or its time is over.
    private void retire(Role role) {
        Reloader reloads = reloader;
        if (reloads == null) {
            return;
        }
        retiring.add(role);
        role.drain().whenComplete((_, _) -> order(() -> stopRetiring(role)));
        long patienceNanos = reloads.inForce().drain().toNanos();
        orders.schedule(guarded(() -> stopRetiring(role)), patienceNanos, TimeUnit.NANOSECONDS);
    }

    private void stopRetiring(Role role) {
        if (retiring.remove(role)) {
            role.stop();
        }
    }

    private void onStall(Stall stall) {
        fatal("event loop " + stall.loop() + " has stood still for "
                + stall.length().toSeconds() + " s " + StackText.ofThread(stall.loop()));
    }

    private void order(Runnable order) {
        if (!orders.isShutdown()) {
            orders.execute(guarded(order));
        }
    }

    /// An order that fails is a fault of ours, after which nobody would take the next one.
    private Runnable guarded(Runnable order) {
        return () -> {
            try {
                order.run();
            } catch (RuntimeException | Error e) {
                fatal(StackText.of(e));
            }
        };
    }

    /// Ends the process from whatever state it is in, without the help of any other thread.
    private void fatal(String why) {
        telemetry.emit(new DaemonFatalError(why));
        telemetry.close();
        App child = app;
        if (child != null) {
            child.end(APP_PATIENCE_MILLIS);
        }
        Runtime.getRuntime().halt(1);
    }
}
