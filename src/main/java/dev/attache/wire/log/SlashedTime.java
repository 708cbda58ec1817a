package dev.attache.wire.log;

/// `2026/11/21 10:00:00`, with or without a fraction, as nginx and Go's package `log` write it.
final class SlashedTime {
    private static final int LENGTH = "2026/11/21 10:00:00".length();
    private static final long SECOND = 1_000_000_000;

    private SlashedTime() {}

    /// Reads the time that stands here, and goes past it.
    static boolean read(LineCursor cursor, LogRecord record, LocalZone zone) {
        byte[] bytes = cursor.bytes();
        int at = cursor.at();
        if (cursor.left() < LENGTH
                || bytes[at + 4] != '/'
                || bytes[at + 7] != '/'
                || bytes[at + 10] != ' '
                || bytes[at + 13] != ':'
                || bytes[at + 16] != ':') {
            return false;
        }
        long seconds = Timestamps.seconds(
                Timestamps.number(bytes, at, 4),
                Timestamps.number(bytes, at + 5, 2),
                Timestamps.number(bytes, at + 8, 2),
                bytes,
                at + 11);
        if (seconds == LogRecord.NO_TIME) {
            return false;
        }
        cursor.moveTo(at + LENGTH);
        long nanos = 0;
        if (cursor.peek() == '.') {
            cursor.moveTo(at + LENGTH + 1);
            int end = cursor.endOfDigits();
            nanos = Timestamps.fraction(bytes, cursor.at(), end);
            cursor.moveTo(end);
        }
        record.timeNanos((seconds - zone.offsetSeconds(seconds)) * SECOND + nanos);
        return true;
    }
}
