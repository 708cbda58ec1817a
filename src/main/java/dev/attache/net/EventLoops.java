package dev.attache.net;

import dev.attache.base.Ticker;
import dev.attache.observe.LatencyHistogram;
import dev.attache.observe.MetricSink;
import dev.attache.observe.MetricSource;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// The threads that do all network work. Each owns its connections for good; nothing is handed over between them.
public final class EventLoops implements AutoCloseable, MetricSource {
    private static final String THREAD = "attache-loop-";
    private static final long BEAT_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /// The heartbeat of one loop: written by it, read by the watchdog.
    private final class Heart implements Runnable {
        final LatencyHistogram lag = new LatencyHistogram();
        volatile long dueNanos = ticker.nanos();

        @Override
        public void run() {
            long now = ticker.nanos();
            lag.record(now - dueNanos);
            dueNanos = now + BEAT_NANOS;
            ReadBlocks.ofThisLoop().trim();
        }
    }

    private final Transport transport;
    private final Ticker ticker;
    private final LoopGroup group;
    private final List<EventLoop> loops;
    private final List<Heart> hearts;

    private EventLoops(Transport transport, int threads, Ticker ticker) {
        this.transport = transport;
        this.ticker = ticker;
        this.group = new LoopGroup(threads, threadFactory(), transport.ioHandlerFactory());
        List<EventLoop> all = new ArrayList<>();
        List<Heart> beating = new ArrayList<>();
        for (EventExecutor each : group) {
            Heart heart = new Heart();
            all.add((EventLoop) each);
            beating.add(heart);
            each.scheduleWithFixedDelay(heart, 0, BEAT_NANOS, TimeUnit.NANOSECONDS);
        }
        this.loops = List.copyOf(all);
        this.hearts = List.copyOf(beating);
    }

    private static ThreadFactory threadFactory() {
        AtomicInteger next = new AtomicInteger();
        return task -> new FastThreadLocalThread(task, THREAD + next.getAndIncrement());
    }

    /// @param threads at least 1
    public static EventLoops start(Transport transport, int threads) {
        return start(transport, threads, Ticker.SYSTEM);
    }

    static EventLoops start(Transport transport, int threads, Ticker ticker) {
        return new EventLoops(transport, threads, ticker);
    }

    public Transport transport() {
        return transport;
    }

    /// In the order of their threads' names, `attache-loop-0` first.
    public List<EventLoop> all() {
        return loops;
    }

    EventLoopGroup group() {
        return group;
    }

    /// The loop that is worst off, which is some loop where all are in time.
    public Stall worstStall() {
        long now = ticker.nanos();
        int worst = 0;
        long longest = 0;
        for (int i = 0; i < hearts.size(); i++) {
            long late = now - hearts.get(i).dueNanos;
            if (late > longest) {
                worst = i;
                longest = late;
            }
        }
        return new Stall(THREAD + worst, Duration.ofNanos(longest));
    }

    @Override
    public void collect(MetricSink sink) {
        for (int i = 0; i < hearts.size(); i++) {
            sink.latency(
                    "event_loop_lag_seconds",
                    "How late a timer of the event loop ran.",
                    hearts.get(i).lag,
                    "loop",
                    Integer.toString(i));
        }
        DirectMemory.collect(sink);
    }

    /// Ends the threads and waits for them, at most three seconds; connections that are being closed go first.
    @Override
    public void close() {
        group.awaitConnections();
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3, TimeUnit.SECONDS);
    }
}
