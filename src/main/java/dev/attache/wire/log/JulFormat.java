package dev.attache.wire.log;

import dev.attache.base.Ascii;
import dev.attache.wire.log.LogField.Kind;

/// `java.util.logging` as it comes, which writes two lines: when and where, then the level and the text. Fields are
/// `logger` and `method`.
///
/// ```
/// Nov 21, 2026 9:33:02 PM com.acme.Shop open
/// INFO: text
/// ```
///
/// Source: java.util.logging.SimpleFormatter. Only the English words for levels are known.
public final class JulFormat implements LogFormat {
    private static final byte[] LOGGER = Ascii.bytes("logger");
    private static final byte[] METHOD = Ascii.bytes("method");

    private final LineCursor cursor = new LineCursor();
    private final LocalZone zone;

    /// @param zone of the times, which do not tell it
    public JulFormat(LocalZone zone) {
        this.zone = zone;
    }

    @Override
    public String name() {
        return "java";
    }

    @Override
    public boolean read(LogRecord record) {
        Slice line = record.line();
        int timeEnd = endOfTime(line.array(), line.from(), line.to());
        if (timeEnd < 0) {
            return false;
        }
        record.timeNanos(Timestamps.any(line.array(), line.from(), timeEnd, zone, record.observedNanos()));
        if (record.timeNanos() == LogRecord.NO_TIME) {
            return false;
        }
        cursor.begin(line);
        cursor.moveTo(timeEnd + 1);
        cursor.take(record, LOGGER, Kind.TEXT, cursor.endOfWord());
        if (cursor.skip(' ') && !cursor.isAtEnd()) {
            cursor.take(record, METHOD, Kind.TEXT, cursor.to());
        }
        record.body(Kind.TEXT, line.array(), line.to(), line.to());
        return true;
    }

    @Override
    public void goOn(LogRecord record, int to) {
        byte[] bytes = record.line().array();
        int from = record.line().to() + 1;
        record.goOn(to);
        int end = Swar.indexOf(bytes, from, to, (byte) ':');
        int severity = Severity.of(bytes, from, end);
        if (severity != Severity.NONE) {
            record.level(severity, bytes, from, end);
            end++;
            from = end < to && bytes[end] == ' ' ? end + 1 : end;
        }
        record.body(Kind.TEXT, bytes, Math.min(from, to), to);
    }

    /// Where the time ends that a first line begins with: behind `AM` or `PM`.
    ///
    /// @return below 0 where it does not look like one
    public static int endOfTime(byte[] bytes, int from, int to) {
        if (to - from < "Nov 1, 2026 1:00:00 AM a".length() || Timestamps.month(bytes, from) == 0) {
            return -1;
        }
        int comma = Swar.indexOf(bytes, from + 5, from + 7, (byte) ',');
        int colon = Swar.indexOf(bytes, comma, Math.min(to, comma + 10), (byte) ':');
        int half = colon + ":00:00 ".length();
        boolean right = bytes[from + 3] == ' '
                && half + 2 < to
                && (bytes[half] == 'A' || bytes[half] == 'P')
                && bytes[half + 1] == 'M'
                && bytes[half + 2] == ' ';
        return right ? half + 2 : -1;
    }
}
