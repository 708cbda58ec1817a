package dev.attache.wire.log;

import dev.attache.base.Ascii;
import dev.attache.wire.log.LogField.Kind;

/// The log of a Redis or Valkey server. Fields are `pid` and `role`: M for master, S for replica, C for a child that
/// writes, X for Sentinel.
///
/// ```
/// 1234:M 21 Nov 2026 10:00:00.123 * Ready to accept connections
/// ```
///
/// Source: redis, src/server.c, serverLogRaw: `.` is debug, `-` info, `*` notice, `#` warning.
public final class RedisFormat implements LogFormat {
    private static final byte[] PID = Ascii.bytes("pid");
    private static final byte[] ROLE = Ascii.bytes("role");
    private static final int TIME_LENGTH = "21 Nov 2026 10:00:00.123".length();
    private static final long SECOND = 1_000_000_000;

    private final LineCursor cursor = new LineCursor();
    private final LocalZone zone;

    /// @param zone of the times, which do not tell it
    public RedisFormat(LocalZone zone) {
        this.zone = zone;
    }

    @Override
    public String name() {
        return "redis";
    }

    @Override
    public boolean read(LogRecord record) {
        cursor.begin(record.line());
        if (readOrigin(record) && readTime(record) && readLevel(record)) {
            cursor.takeBody(record);
            return true;
        }
        record.reset();
        return false;
    }

    private boolean readOrigin(LogRecord record) {
        if (!cursor.takeNumber(record, PID) || !cursor.skip(':') || "MSCX".indexOf(cursor.peek()) < 0) {
            return false;
        }
        cursor.take(record, ROLE, Kind.TEXT, cursor.at() + 1);
        return cursor.skip(' ');
    }

    private boolean readTime(LogRecord record) {
        byte[] bytes = cursor.bytes();
        int at = cursor.at();
        if (cursor.left() <= TIME_LENGTH
                || bytes[at + 2] != ' '
                || bytes[at + 6] != ' '
                || bytes[at + 11] != ' '
                || bytes[at + 14] != ':'
                || bytes[at + 17] != ':'
                || bytes[at + 20] != '.') {
            return false;
        }
        long seconds = Timestamps.seconds(
                Timestamps.number(bytes, at + 7, 4),
                Timestamps.month(bytes, at + 3),
                Timestamps.number(bytes, at, 2),
                bytes,
                at + 12);
        int millis = Timestamps.number(bytes, at + 21, 3);
        if (seconds == LogRecord.NO_TIME || millis < 0) {
            return false;
        }
        record.timeNanos((seconds - zone.offsetSeconds(seconds)) * SECOND + millis * 1_000_000L);
        cursor.moveTo(at + TIME_LENGTH);
        return cursor.skip(' ');
    }

    private boolean readLevel(LogRecord record) {
        int severity = switch (cursor.peek()) {
            case '.' -> Severity.DEBUG;
            case '-' -> Severity.INFO;
            case '*' -> Severity.NOTICE;
            case '#' -> Severity.WARN;
            default -> Severity.NONE;
        };
        if (severity == Severity.NONE) {
            return false;
        }
        record.level(severity, cursor.bytes(), cursor.at(), cursor.at() + 1);
        cursor.moveTo(cursor.at() + 1);
        return cursor.skip(' ');
    }
}
