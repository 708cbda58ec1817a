package dev.attache.role.logs;

import dev.attache.base.GrowingBytes;
import dev.attache.config.LogFormatConfig;
import dev.attache.config.LogFormatConfig.LogFormatName;
import dev.attache.config.MultilineConfig;
import dev.attache.role.logs.join.Joined;
import dev.attache.wire.log.LogRecord;
import dev.attache.wire.log.NdjsonEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// The records that the lines of one file are, as JSON, in the way that the pump reads them.
final class Records {
    private static final long OBSERVED = Instant.parse("2026-11-21T13:30:00Z").getEpochSecond() * 1_000_000_000;
    private static final int LINE_MAX = 1 << 20;

    private final long observed;
    private final List<String> found = new ArrayList<>();
    private final Reading reading;

    Records(LogFormatName format) {
        this(format, OBSERVED);
    }

    /// @param observedNanos when the lines are read, nanoseconds since 1970
    Records(LogFormatName format, long observedNanos) {
        this(
                new LogFormatConfig(format, "", "", List.of(), List.of(), ",", LogFormatName.AUTO),
                new MultilineConfig(MultilineConfig.Mode.AUTO, "", "", 1000, Duration.ofSeconds(1)),
                observedNanos);
    }

    Records(LogFormatConfig format, MultilineConfig multiline) {
        this(format, multiline, OBSERVED);
    }

    private Records(LogFormatConfig format, MultilineConfig multiline, long observedNanos) {
        observed = observedNanos;
        reading = new Readings(format, multiline, ZoneOffset.UTC, LINE_MAX).of(found::add);
    }

    /// What was found out about the lines so far.
    List<String> found() {
        return found;
    }

    List<String> of(byte[] lines) {
        List<String> records = new ArrayList<>();
        reading.joiner().take(lines, 0, lines.length, true, joined -> records.add(shown(joined)));
        return records;
    }

    /// Hands on each record, which is the same object again and again.
    ///
    /// @return how many there were
    int each(byte[] lines, Consumer<LogRecord> sink) {
        var record = new LogRecord();
        AtomicInteger count = new AtomicInteger();
        reading.joiner().take(lines, 0, lines.length, true, joined -> {
            reading.read(joined, record, observed);
            count.incrementAndGet();
            sink.accept(record);
        });
        return count.get();
    }

    /// How many bytes are taken as long as more lines may follow.
    int takenOf(byte[] lines) {
        return reading.joiner().take(lines, 0, lines.length, false, _ -> {});
    }

    private String shown(Joined joined) {
        var record = new LogRecord();
        boolean fits = reading.read(joined, record, observed);
        var out = new GrowingBytes();
        new NdjsonEncoder().write(record, out);
        String text = new String(out.array(), 0, out.length(), StandardCharsets.UTF_8);
        return (fits ? record.isHeading() ? "heading: " : "" : "misfit: ") + text;
    }
}
