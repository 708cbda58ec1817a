package dev.attache.wire.log;

/// A time of day that tells no date, as `10:00:00.123`: it is of the day that brings it next to when the line was read,
/// and at most an hour ahead of that.
final class ClockTime {
    private static final int LENGTH = "10:00:00".length();
    private static final int FRACTION_MAX = 9;
    private static final long DAY = 86_400;
    private static final long HOUR = 3_600;
    private static final long SECOND = 1_000_000_000;

    private ClockTime() {}

    /// Reads the time that stands here, before a blank, and goes past it.
    static boolean read(LineCursor cursor, LogRecord record, LocalZone zone) {
        byte[] bytes = cursor.bytes();
        int at = cursor.at();
        if (cursor.left() <= LENGTH) {
            return false;
        }
        int hour = Timestamps.number(bytes, at, 2);
        int minute = Timestamps.number(bytes, at + 3, 2);
        int second = Timestamps.number(bytes, at + 6, 2);
        if ((hour | minute | second) < 0 || hour > 23 || minute > 59 || second > 60) {
            return false;
        }
        cursor.moveTo(at + LENGTH);
        long fraction = 0;
        if (cursor.skip('.') || cursor.skip(',')) {
            int end = cursor.endOfDigits();
            if (end == cursor.at() || end - cursor.at() > FRACTION_MAX) {
                return false;
            }
            fraction = Timestamps.fraction(bytes, cursor.at(), end);
            cursor.moveTo(end);
        }
        record.timeNanos(nearest(hour * HOUR + minute * 60L + second, zone, record.observedNanos()) + fraction);
        return cursor.peek() == ' ';
    }

    private static long nearest(long ofDay, LocalZone zone, long observedNanos) {
        long observed = Math.floorDiv(observedNanos, SECOND);
        long local = (Math.floorDiv(observed, DAY) + 1) * DAY + ofDay;
        while (local - zone.offsetSeconds(local) > observed + HOUR) {
            local -= DAY;
        }
        return (local - zone.offsetSeconds(local)) * SECOND;
    }
}
