package dev.attache.role.http.report;

import dev.attache.base.Ticker;
import dev.attache.config.AccessLogConfig;
import dev.attache.config.TracingConfig;
import dev.attache.observe.MetricSink;
import dev.attache.role.http.trace.Tracer;
import java.io.IOException;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Where it is told what became of requests: the access log and the tracer that the settings ask for now. Shared by
/// all event loops, and safe from any thread; settings are changed by one at a time.
public final class Reports implements AutoCloseable {
    private static final InstantSource CLOCK = InstantSource.system();

    private final String role;
    private final Ticker ticker;
    private volatile AccessLog accessLog = AccessLog.none();
    private volatile @Nullable Tracer tracer;

    /// Begins with neither.
    ///
    /// @param role its name
    public Reports(String role, Ticker ticker) {
        this.role = role;
        this.ticker = ticker;
    }

    /// Takes new settings of the access log.
    ///
    /// @throws IOException where it cannot be written; what there was is kept
    public void use(AccessLogConfig wanted) throws IOException {
        AccessLog before = accessLog;
        if (!before.isFor(wanted)) {
            accessLog = AccessLog.open(role, wanted, CLOCK);
            before.close();
        }
    }

    /// Takes new settings of traces.
    public void use(TracingConfig wanted) {
        Tracer before = tracer;
        if (before == null ? wanted.enabled() : !before.isFor(wanted)) {
            tracer = wanted.enabled() ? Tracer.start(wanted, CLOCK, ticker) : null;
            close(before);
        }
    }

    public AccessLog accessLog() {
        return accessLog;
    }

    /// What gives requests their place in a trace; null where nothing does.
    public @Nullable Tracer tracer() {
        return tracer;
    }

    /// Tells how much was lost on the way.
    public void collect(MetricSink sink) {
        sink.counter(
                "http_access_log_lines_dropped",
                "Lines of the access log for which there was no room.",
                accessLog.dropped(),
                "role",
                role);
        Tracer traces = tracer;
        if (traces != null) {
            sink.counter("http_spans_sent", "Spans that the collector has taken.", traces.sent(), "role", role);
            sink.counter(
                    "http_spans_dropped",
                    "Spans for which there was no room, or which the collector would not have.",
                    traces.dropped(),
                    "role",
                    role);
        }
    }

    @Override
    public void close() {
        close(tracer);
        accessLog.close();
    }

    private static void close(@Nullable Tracer tracer) {
        if (tracer != null) {
            tracer.close();
        }
    }
}
