package dev.attache.net;

import dev.attache.base.Ticker;
import dev.attache.observe.LatencyHistogram;
import dev.attache.observe.MetricSink;
import dev.attache.observe.MetricSource;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The threads that do all network work. Each owns its connections for good; nothing is handed over between them.
public final class EventLoops implements AutoCloseable, MetricSource {
    private static final long BEAT_MILLIS = 250;

    /// The heartbeat of one loop: written by it, read by the watchdog.
    private static final class Heart {
        final LatencyHistogram lag = new LatencyHistogram();
        volatile long lastBeatNanos;

        Heart(long now) {
            lastBeatNanos = now;
        }
    }

    private final Transport transport;
    private final Ticker ticker;
    private final EventLoopGroup group;
    private final List<EventLoop> loops = new ArrayList<>();
    private final List<Heart> hearts = new ArrayList<>();

    private EventLoops(Transport transport, int threads, Ticker ticker) {
        this.transport = transport;
        this.ticker = ticker;
        this.group = new MultiThreadIoEventLoopGroup(
                threads, new DefaultThreadFactory("attache-loop"), transport.ioHandlerFactory());
        for (EventExecutor each : group) {
            Heart heart = new Heart(ticker.nanos());
            EventLoop loop = (EventLoop) each;
            loops.add(loop);
            hearts.add(heart);
            loop.execute(() -> beat(loop, heart));
        }
    }

    /// @param threads at least 1
    public static EventLoops start(Transport transport, int threads) {
        return new EventLoops(transport, threads, Ticker.SYSTEM);
    }

    private void beat(EventLoop loop, Heart heart) {
        long now = ticker.nanos();
        heart.lag.record(now - heart.lastBeatNanos - TimeUnit.MILLISECONDS.toNanos(BEAT_MILLIS));
        heart.lastBeatNanos = now;
        loop.schedule(() -> beat(loop, heart), BEAT_MILLIS, TimeUnit.MILLISECONDS);
    }

    public Transport transport() {
        return transport;
    }

    public List<EventLoop> all() {
        return List.copyOf(loops);
    }

    EventLoopGroup group() {
        return group;
    }

    /// For how long the loop that is worst off has not come round.
    public Duration longestStall() {
        long now = ticker.nanos();
        long longest = 0;
        for (Heart heart : hearts) {
            longest = Math.max(longest, now - heart.lastBeatNanos - TimeUnit.MILLISECONDS.toNanos(BEAT_MILLIS));
        }
        return Duration.ofNanos(longest);
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
    }

    /// Ends the threads and waits for them, at most two seconds.
    @Override
    public void close() {
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3, TimeUnit.SECONDS);
    }
}
