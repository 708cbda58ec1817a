package dev.attache.observe;

import java.io.OutputStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;

/// The observer of a running attache: events become lines on a stream and counts on counters.
///
/// Lines wait in a bounded queue for a thread of their own; what does not fit is dropped and counted. Of one kind of
/// event with the same labels at most [#LINES_PER_SECOND] lines a second are written; how many were left out is told
/// when it is over.
public final class Telemetry implements Observer, MetricSource, AutoCloseable {
    static final int LINES_PER_SECOND = 10;

    /// Counters of events, label sets counted apart; events beyond are counted as left out.
    static final int COUNTERS_MAX = 1024;

    private final EventFormat format;
    private final Clock clock;
    private final List<MetricSource> sources = new CopyOnWriteArrayList<>();
    private final Map<EventKey, LongAdder> counters = new ConcurrentHashMap<>();
    private final LineBudget budget = new LineBudget(LINES_PER_SECOND);
    private final LongAdder suppressed = new LongAdder();
    private final LongAdder uncounted = new LongAdder();
    private final LongAdder broken = new LongAdder();
    private final LineWriter writer;

    public Telemetry(EventFormat format, OutputStream out, Clock clock) {
        this.format = format;
        this.clock = clock;
        this.writer = new LineWriter(out, this::suppressedLines);
        sources.add(this);
        // Time zones and the like are read from files, of which there may be too many open when the first event comes.
        format.line(new EventsSuppressed("", 0), clock.instant());
    }

    @Override
    public void emit(Event event) {
        try {
            EventKey key = EventKey.of(event);
            count(key);
            if (budget.take(key, clock.millis())) {
                writer.write(format.line(event, clock.instant()));
            } else {
                suppressed.increment();
                writer.nudge();
            }
        } catch (RuntimeException | LinkageError _) {
            // Neither an event that cannot say its message, nor a class that cannot be loaded because there are too
            // many open files, may harm who emits.
            broken.increment();
        }
    }

    private void count(EventKey key) {
        if (key.counter().isEmpty()) {
            return;
        }
        LongAdder known = counters.get(key);
        if (known != null) {
            known.increment();
        } else if (counters.size() < COUNTERS_MAX) {
            counters.computeIfAbsent(key, _ -> new LongAdder()).increment();
        } else {
            uncounted.increment();
        }
    }

    private List<String> suppressedLines() {
        return budget.takeRefused().stream()
                .map(each -> format.line(each, clock.instant()))
                .toList();
    }

    @Override
    public void register(MetricSource source) {
        sources.add(source);
    }

    @Override
    public void unregister(MetricSource source) {
        sources.remove(source);
    }

    @Override
    public boolean collect(String role, MetricSink sink) {
        boolean any = false;
        for (MetricSource each : sources) {
            if (each.role().equals(role)) {
                each.collect(sink);
                any = true;
            }
        }
        return any;
    }

    /// Everything that is measured, in the form and coding that the scraper asked for.
    ///
    /// @param accept its `Accept` header; empty where it sent none
    /// @param acceptEncoding its `Accept-Encoding` header; empty where it sent none
    public Exposition expose(String accept, String acceptEncoding) {
        return Exposition.of(sources, accept, acceptEncoding);
    }

    @Override
    public void collect(MetricSink sink) {
        counters.forEach(
                (key, count) -> sink.counter(key.counter(), "Events of this kind.", count.sum(), key.labels()));
        sink.counter("log_lines_dropped", "Log lines for which the queue had no room.", writer.dropped());
        sink.counter("log_lines_suppressed", "Log lines left out because there were many alike.", suppressed.sum());
        sink.counter("events_uncounted", "Events that found no room among the counters.", uncounted.sum());
        sink.counter("events_broken", "Events that could not be written down.", broken.sum());
    }

    /// Writes what is queued, for at most a second. Events after this are counted but not written.
    @Override
    public void close() {
        writer.close();
    }
}
