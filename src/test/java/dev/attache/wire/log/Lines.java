package dev.attache.wire.log;

import dev.attache.base.GrowingBytes;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;

/// Reads a line with a format and shows what an encoder makes of it.
final class Lines {
    /// 2026-11-21T10:00:00Z, when every line of these tests is read.
    static final long OBSERVED = 1_795_255_200_000_000_000L;

    static final LocalZone UTC = new LocalZone(ZoneOffset.UTC);

    private Lines() {}

    static String through(LogFormat format, String line) {
        return through(format, line.getBytes(StandardCharsets.UTF_8));
    }

    static String through(LogFormat format, byte[] line) {
        return encoded(read(format, line), new NdjsonEncoder());
    }

    static LogRecord read(LogFormat format, byte[] line) {
        byte[] embedded = new byte[line.length + 6];
        System.arraycopy(line, 0, embedded, 3, line.length);
        var record = new LogRecord();
        record.begin(embedded, 3, 3 + line.length, OBSERVED);
        format.read(record);
        return record;
    }

    static boolean isRead(LogFormat format, String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        var record = new LogRecord();
        record.begin(bytes, 0, bytes.length, OBSERVED);
        return format.read(record);
    }

    static String encoded(LogRecord record, LogEncoder encoder) {
        var out = new GrowingBytes();
        encoder.write(record, out);
        return new String(out.array(), 0, out.length(), StandardCharsets.UTF_8);
    }
}
