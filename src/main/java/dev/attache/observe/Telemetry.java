package dev.attache.observe;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/// The observer of a running attache: events become lines on a stream and counts on counters.
///
/// Lines wait in a bounded queue for a thread of their own, so that a slow terminal stops no event loop; what does not
/// fit is dropped and counted. Of one kind of event with the same labels at most [#LINES_PER_SECOND] lines a second are
/// written, the others only counted.
public final class Telemetry implements Observer, MetricSource, AutoCloseable {
    static final int LINES_PER_SECOND = 10;

    private static final int QUEUE_LINES_MAX = 4096;
    private static final int COUNTERS_MAX = 1024;

    private final EventFormat format;
    private final PrintStream out;
    private final Clock clock;
    private final List<MetricSource> sources = new CopyOnWriteArrayList<>();
    private final Map<EventKey, LongAdder> counters = new ConcurrentHashMap<>();
    private final ArrayBlockingQueue<String> lines = new ArrayBlockingQueue<>(QUEUE_LINES_MAX);
    private final LineBudget budget = new LineBudget(LINES_PER_SECOND);
    private final LongAdder dropped = new LongAdder();
    private final LongAdder suppressed = new LongAdder();
    private final Thread writer;
    private volatile boolean closing;

    public Telemetry(EventFormat format, OutputStream out, Clock clock) {
        this.format = format;
        this.out = new PrintStream(out, false, StandardCharsets.UTF_8);
        this.clock = clock;
        this.writer = Thread.ofPlatform().daemon().name("attache-log").start(this::write);
        sources.add(this);
    }

    @Override
    public void emit(Event event) {
        EventKey key = EventKey.of(event);
        if (!event.counter().isEmpty() && (counters.size() < COUNTERS_MAX || counters.containsKey(key))) {
            counters.computeIfAbsent(key, _ -> new LongAdder()).increment();
        }
        if (!budget.take(key, clock.millis())) {
            suppressed.increment();
        } else if (!lines.offer(format.line(event, clock.instant()))) {
            dropped.increment();
        }
    }

    private void write() {
        try {
            while (!closing || !lines.isEmpty()) {
                String line = lines.poll(50, TimeUnit.MILLISECONDS);
                if (line != null) {
                    out.println(line);
                }
                if (lines.isEmpty()) {
                    out.flush();
                }
            }
        } catch (InterruptedException _) {
            out.flush();
        }
    }

    @Override
    public void register(MetricSource source) {
        sources.add(source);
    }

    @Override
    public void unregister(MetricSource source) {
        sources.remove(source);
    }

    /// Everything that is measured, in the form and coding that the scraper asked for.
    ///
    /// @param accept its `Accept` header; empty where it sent none
    /// @param acceptEncoding its `Accept-Encoding` header
    public Exposition expose(String accept, String acceptEncoding) {
        return Exposition.of(sources, accept, acceptEncoding);
    }

    @Override
    public void collect(MetricSink sink) {
        counters.forEach(
                (key, count) -> sink.counter(key.counter(), "Events of this kind.", count.sum(), key.labels()));
        sink.counter("log_lines_dropped", "Log lines for which the queue had no room.", dropped.sum());
        sink.counter("log_lines_suppressed", "Log lines left out because there were many alike.", suppressed.sum());
    }

    /// Writes what is queued, for at most a second.
    @Override
    public void close() {
        closing = true;
        try {
            writer.join(1000);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        out.flush();
    }
}
