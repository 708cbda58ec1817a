package dev.attache.role.http.trace;

import dev.attache.base.Ticker;
import dev.attache.config.TracingConfig;
import dev.attache.wire.http.RequestScanner;
import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Gives requests their place in a trace, and takes the spans of those that are recorded. Safe from any thread.
public final class Tracer implements AutoCloseable {
    private final TracingConfig config;
    private final InstantSource clock;
    private final @Nullable SpanExporter exporter;

    private Tracer(TracingConfig config, InstantSource clock, @Nullable SpanExporter exporter) {
        this.config = config;
        this.clock = clock;
        this.exporter = exporter;
    }

    /// Starts tracing as the settings say.
    public static Tracer start(TracingConfig config, InstantSource clock, Ticker ticker) {
        boolean exports = !config.export().isEmpty();
        return new Tracer(config, clock, exports ? new SpanExporter(config, clock, ticker) : null);
    }

    /// Whether it does what these settings say.
    public boolean isFor(TracingConfig other) {
        return config.equals(other);
    }

    /// Carries on the trace of a request, or begins one.
    public TraceContext contextOf(RequestScanner request, RandomGenerator random) {
        return TraceContext.of(request, config.sample().value(), random);
    }

    /// Whether a span of this trace is wanted.
    public boolean wants(TraceContext context) {
        return exporter != null && context.sampled();
    }

    /// The wall clock's time in nanoseconds since 1970.
    public long unixNanos() {
        Instant now = clock.instant();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }

    /// Takes the span of a request that is over. Never waits.
    public void offer(Span span) {
        SpanExporter out = exporter;
        if (out != null) {
            out.offer(span);
        }
    }

    /// Spans that the collector has taken.
    public long sent() {
        return exporter == null ? 0 : exporter.sent();
    }

    /// Spans that were dropped: for want of room, or since the collector would not have them.
    public long dropped() {
        return exporter == null ? 0 : exporter.dropped();
    }

    /// Sends what waits, for at most a second.
    @Override
    public void close() {
        if (exporter != null) {
            exporter.close();
        }
    }
}
