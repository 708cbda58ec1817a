package dev.attache.role.http.report;

import dev.attache.base.JsonText;
import dev.attache.base.Ratio;
import dev.attache.config.AccessLogConfig;
import dev.attache.observe.LineLog;
import dev.attache.role.http.answer.Downstream;
import dev.attache.wire.http.HeaderLines;
import dev.attache.wire.http.RequestScanner;
import dev.attache.wire.http.RequestTarget;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One line for each request, where the settings ask for it. Queries are left out: they may hold secrets.
public final class AccessLog implements AutoCloseable {
    private static final int VALUE_CHARS_MAX = 1024;

    private final String role;
    private final AccessLogConfig config;
    private final LineChoice choice;
    private final @Nullable LineLog lines;

    private AccessLog(String role, AccessLogConfig config, @Nullable LineLog lines) {
        this.choice = new LineChoice(config);
        this.role = role;
        this.config = config;
        this.lines = lines;
    }

    /// Writes nothing.
    static AccessLog none() {
        AccessLogConfig nothing = new AccessLogConfig("", new Ratio(1), List.of(), Duration.ZERO, List.of());
        return new AccessLog("", nothing, null);
    }

    static AccessLog open(String role, AccessLogConfig config, InstantSource clock) throws IOException {
        return new AccessLog(role, config, config.to().isEmpty() ? null : LineLog.open(config.to(), clock));
    }

    public boolean isOn() {
        return lines != null;
    }

    boolean isFor(AccessLogConfig other) {
        return config.equals(other);
    }

    /// Begins a line with what is known of the request when its head was read.
    public void begin(RequestScanner request, RequestRecord record) {
        byte[] bytes = request.headers().bytes();
        RequestTarget target = request.target();
        StringBuilder line = record.line();
        line.setLength(0);
        record.onPath(choice.isExcepted(bytes, target.pathStart(), target.pathEnd()));
        append(line, "method", bytes, request.methodStart(), request.methodEnd());
        append(line, "path", bytes, target.pathStart(), target.pathEnd());
        HeaderLines headers = request.headers();
        int host = request.host();
        if (target.hasAuthority()) {
            append(line, "host", bytes, target.authorityStart(), target.authorityEnd());
        } else if (host >= 0) {
            append(line, "host", bytes, headers.valueStart(host), headers.valueEnd(host));
        }
    }

    private static void append(StringBuilder line, String name, byte[] bytes, int from, int to) {
        String value = new String(bytes, from, Math.min(to - from, VALUE_CHARS_MAX), StandardCharsets.ISO_8859_1);
        append(line, name, value);
    }

    private static void append(StringBuilder line, String name, String value) {
        line.append(",\"").append(name).append("\":");
        JsonText.quote(line, value);
    }

    /// Ends the line and writes it, if it is among those that are written.
    ///
    /// @param status of the answer; 0 where there was none
    /// @param fault what went wrong; empty where nothing did
    public void end(RequestRecord record, Downstream client, int status, String fault, long now) {
        StringBuilder line = record.line();
        LineLog out = lines;
        boolean failed = status >= 500 || !fault.isEmpty() || record.isGrpcFailed();
        if (out == null || !failed && !choice.isWritten(record, status, now)) {
            line.setLength(0);
            return;
        }
        StringBuilder whole = new StringBuilder(line.length() + 256);
        whole.append("\"role\":");
        JsonText.quote(whole, role);
        append(whole, "client", new String(client.address(), StandardCharsets.US_ASCII));
        whole.append(line).append(",\"status\":").append(status);
        if (!fault.isEmpty()) {
            append(whole, "fault", fault);
        }
        record.describe(whole, now);
        line.setLength(0);
        out.write(whole);
    }

    /// Appends a duration in milliseconds with three digits behind the point.
    static void appendMillis(StringBuilder line, String name, long nanos) {
        long micros = TimeUnit.NANOSECONDS.toMicros(Math.max(0, nanos));
        String rest = Long.toString(1000 + micros % 1000);
        line.append(",\"")
                .append(name)
                .append("\":")
                .append(micros / 1000)
                .append('.')
                .append(rest, 1, 4);
    }

    static void appendText(StringBuilder line, String name, String value) {
        if (!value.isEmpty()) {
            append(line, name, value);
        }
    }

    /// Lines for which there was no room.
    long dropped() {
        return lines == null ? 0 : lines.dropped();
    }

    @Override
    public void close() {
        if (lines != null) {
            lines.close();
        }
    }
}
