package dev.attache.upstream.probe;

import dev.attache.base.Spread;
import dev.attache.base.Ticker;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Asks again and again: the pace and the time-out.
///
/// Runs on one event loop; the moments are spread by a tenth, so that many do not fall on one. After a bad answer the
/// probe gives back what it holds, so that the next question begins on a new connection.
public final class Rounds {
    /// Takes what each question has brought; on the loop.
    @FunctionalInterface
    public interface Listener {
        /// @param tookNanos from the question to the answer
        void on(Finding finding, long tookNanos);
    }

    private final Probe probe;
    private final Duration interval;
    private final Duration timeout;
    private final EventLoop loop;
    private final Ticker ticker;
    private final Listener listener;
    private @Nullable Future<?> timer;
    private boolean asking;
    private boolean stopped;
    private long round;
    private long askedNanos;

    public Rounds(Probe probe, Duration interval, Duration timeout, EventLoop loop, Ticker ticker, Listener listener) {
        this.probe = probe;
        this.interval = interval;
        this.timeout = timeout;
        this.loop = loop;
        this.ticker = ticker;
        this.listener = listener;
    }

    /// Begins, from any thread.
    public void start() {
        loop.execute(this::begin);
    }

    /// Ends, from any thread.
    ///
    /// @param then runs on the loop when the listener is told nothing more
    public void stop(Runnable then) {
        if (!loop.isShuttingDown()) {
            loop.execute(() -> {
                stopped = true;
                asking = false;
                cancelTimer();
                probe.release();
                then.run();
            });
        }
    }

    private void begin() {
        if (stopped) {
            return;
        }
        long mine = ++round;
        asking = true;
        askedNanos = ticker.nanos();
        timer = loop.schedule(this::onLate, timeout.toNanos(), TimeUnit.NANOSECONDS);
        probe.ask(finding -> settle(mine, finding));
    }

    private void onLate() {
        String progress = probe.progress();
        settle(round, Finding.late("no answer in time" + (progress.isEmpty() ? "" : ": " + progress)));
    }

    private void settle(long answered, Finding finding) {
        if (!asking || answered != round) {
            return;
        }
        asking = false;
        cancelTimer();
        if (!finding.isGood()) {
            probe.release();
        }
        listener.on(finding, ticker.nanos() - askedNanos);
        if (!stopped) {
            timer = loop.schedule(this::begin, Spread.around(interval.toNanos()), TimeUnit.NANOSECONDS);
        }
    }

    private void cancelTimer() {
        Future<?> running = timer;
        timer = null;
        if (running != null) {
            running.cancel(false);
        }
    }
}
