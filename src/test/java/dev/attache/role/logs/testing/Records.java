package dev.attache.role.logs.testing;

import dev.attache.base.GrowingBytes;
import dev.attache.wire.log.JsonFormat;
import dev.attache.wire.log.LocalZone;
import dev.attache.wire.log.LogEncoder;
import dev.attache.wire.log.LogFormat;
import dev.attache.wire.log.LogRecord;
import dev.attache.wire.log.NdjsonEncoder;
import dev.attache.wire.log.RawFormat;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;

/// Records as they come out of formats, and as encoders write them.
public final class Records {
    /// 2026-11-21T10:00:00Z, when every line of these tests is read.
    public static final long OBSERVED = 1_795_255_200_000_000_000L;

    private Records() {}

    public static LogRecord json(String line) {
        return read(new JsonFormat(new LocalZone(ZoneOffset.UTC)), line, OBSERVED);
    }

    public static LogRecord raw(String line) {
        return read(new RawFormat(), line, OBSERVED);
    }

    public static LogRecord raw(String line, long observedNanos) {
        return read(new RawFormat(), line, observedNanos);
    }

    private static LogRecord read(LogFormat format, String line, long observedNanos) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        var record = new LogRecord();
        record.begin(bytes, 0, bytes.length, observedNanos);
        format.read(record);
        return record;
    }

    /// The record as one line of flat JSON, without its end and without its time.
    public static String ndjson(LogRecord record) {
        return encoded(new NdjsonEncoder(), record)
                .replaceFirst("\"time\":\"[^\"]*\",?", "")
                .strip();
    }

    public static String encoded(LogEncoder encoder, LogRecord record) {
        var out = new GrowingBytes();
        encoder.write(record, out);
        return new String(out.array(), 0, out.length(), StandardCharsets.UTF_8);
    }
}
