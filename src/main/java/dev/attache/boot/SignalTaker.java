package dev.attache.boot;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// What each signal means to a daemon and to the app beside it.
///
/// | signal | attache | the app |
/// |---|---|---|
/// | TERM, INT | drains, after the app has ended where there is one | gets it |
/// | the second of these | ends at once | is killed |
/// | HUP | reads its file again; run from flags it has none, and its terminal is gone: drains | gets it |
/// | USR1, USR2 | as the system has it without an app: ends | gets it |
final class SignalTaker {
    private static final Duration OBEYED_WITHIN = Duration.ofSeconds(3);

    private final Daemon daemon;
    private final @Nullable App app;
    private final Runnable onStuck;
    private final AtomicInteger stops = new AtomicInteger();

    /// @param onStuck is run where an end at once does not come
    SignalTaker(Daemon daemon, @Nullable App app, Runnable onStuck) {
        this.daemon = daemon;
        this.app = app;
        this.onStuck = onStuck;
    }

    void listen() {
        for (PosixSignal signal : PosixSignal.values()) {
            if (app != null || !signal.forAppOnly()) {
                Signals.listen(signal, () -> on(signal));
            }
        }
    }

    private void on(PosixSignal signal) {
        switch (signal) {
            case TERM, INT -> stop(signal);
            case HUP -> {
                if (daemon.readsFile()) {
                    daemon.reload();
                    passOn(signal);
                } else {
                    stop(signal);
                }
            }
            case USR1, USR2 -> passOn(signal);
        }
    }

    private void passOn(PosixSignal signal) {
        if (app != null) {
            app.signal(signal);
        }
    }

    private void stop(PosixSignal signal) {
        String why = "SIG" + signal;
        if (stops.incrementAndGet() == 1) {
            daemon.drain(why, signal);
            return;
        }
        daemon.quit("a second " + why);
        if (!daemon.hasEndedWithin(OBEYED_WITHIN)) {
            onStuck.run();
        }
    }
}
