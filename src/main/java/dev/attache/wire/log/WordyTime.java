package dev.attache.wire.log;

/// Times with an English month, their parts in any order: an optional day of the week, month, day, an optional year,
/// the
/// time of day with an optional fraction, AM or PM, and an optional zone.
///
/// ```
/// Sat Nov 21 10:00:00 2026        Sat Nov 21 10:00:00.123456 2026     C, Apache
/// Sat Nov 21 10:00:00 CET 2026    Sat, 21 Nov 2026 10:00:00 +0100     date, RFC 5322
/// Nov 21, 2026 10:00:00 AM        21-Nov-2026 10:00:00.123            Java, Tomcat
/// ```
///
/// For one thread.
final class WordyTime {
    private static final String DAYS = "MonTueWedThuFriSatSun";
    private static final long SECOND = 1_000_000_000;
    private static final int PARTS_MAX = 10;

    private byte[] bytes = new byte[0];
    private int year;
    private int month;
    private int day;
    private int clock;
    private int offset;
    private long nanos;
    private boolean afternoon;
    private boolean halves;

    /// @param zone of a time that tells none
    /// @param observedNanos tells the year where the time does not
    /// @return [LogRecord#NO_TIME] where the bytes are not that alone
    long read(byte[] text, int from, int to, LocalZone zone, long observedNanos) {
        begin(text);
        int at = from;
        for (int parts = 0; at < to; parts++) {
            int end = at;
            while (end < to && !isBetween(text[end])) {
                end++;
            }
            if (parts == PARTS_MAX || end > at && !readPart(at, end)) {
                return LogRecord.NO_TIME;
            }
            at = end + 1;
        }
        return clock < 0 || month == 0 || day == 0 ? LogRecord.NO_TIME : nanos(zone, observedNanos);
    }

    private void begin(byte[] text) {
        bytes = text;
        year = -1;
        month = 0;
        day = 0;
        clock = -1;
        offset = ZoneNames.UNKNOWN;
        nanos = 0;
        afternoon = false;
        halves = false;
    }

    private static boolean isBetween(byte each) {
        return each == ' ' || each == ',' || each == '/';
    }

    private boolean readPart(int from, int to) {
        byte first = bytes[from];
        if (first >= '0' && first <= '9') {
            int digits = from;
            while (digits < to && bytes[digits] >= '0' && bytes[digits] <= '9') {
                digits++;
            }
            return digits == to ? readNumber(from, to) : readMixed(from, digits, to);
        }
        return first == '+' || first == '-' ? readOffset(from, to) : readWord(from, to);
    }

    private boolean readNumber(int from, int to) {
        int number = to - from > 4 ? -1 : Timestamps.number(bytes, from, to - from);
        if (to - from == 4 && year < 0) {
            year = number;
        } else if (to - from <= 2 && day == 0) {
            day = number;
        } else {
            return false;
        }
        return true;
    }

    /// A time of day, one with a year before it as web servers have it, or a date with dashes.
    private boolean readMixed(int from, int digits, int to) {
        if (bytes[digits] == '-') {
            boolean dated = to - digits == "-Nov-2026".length() && bytes[digits + 4] == '-';
            return dated && readNumber(from, digits) && readWord(digits + 1, digits + 4) && readNumber(digits + 5, to);
        }
        if (digits - from == 4 && bytes[digits] == ':') {
            return readNumber(from, digits) && readClock(digits + 1, to);
        }
        return readClock(from, to);
    }

    private boolean readClock(int from, int to) {
        int colon = to - from > 1 && bytes[from + 1] == ':' ? 1 : 2;
        int end = from + colon + "h:mm:ss".length() - 1;
        if (clock >= 0 || to < end || bytes[from + colon] != ':' || bytes[from + colon + 3] != ':') {
            return false;
        }
        int hour = Timestamps.number(bytes, from, colon);
        int minute = Timestamps.number(bytes, from + colon + 1, 2);
        int second = Timestamps.number(bytes, from + colon + 4, 2);
        if ((hour | minute | second) < 0 || hour > 23 || minute > 59 || second > 60) {
            return false;
        }
        clock = hour * 3600 + minute * 60 + second;
        return end == to || readFraction(end, to);
    }

    private boolean readFraction(int at, int to) {
        boolean digits = (bytes[at] == '.' || bytes[at] == ',') && to - at > 1 && to - at <= 10;
        for (int i = at + 1; i < to; i++) {
            digits &= bytes[i] >= '0' && bytes[i] <= '9';
        }
        nanos = digits ? Timestamps.fraction(bytes, at + 1, to) : 0;
        return digits;
    }

    private boolean readOffset(int from, int to) {
        offset = Timestamps.zone(bytes, from, to);
        return offset != ZoneNames.UNKNOWN;
    }

    private boolean readWord(int from, int to) {
        int named = to - from >= 3 && month == 0 ? Timestamps.month(bytes, from) : 0;
        if (named > 0) {
            month = named;
            return true;
        }
        if (to - from == 2 && (bytes[from + 1] | 0x20) == 'm' && "aApP".indexOf(bytes[from]) >= 0) {
            afternoon = (bytes[from] | 0x20) == 'p';
            halves = true;
            return clock >= 0;
        }
        return isDayOfWeek(from, to) || readZone(from, to);
    }

    private boolean isDayOfWeek(int from, int to) {
        for (int i = 0; to - from >= 3 && i < DAYS.length(); i += 3) {
            if (bytes[from] == DAYS.charAt(i)
                    && bytes[from + 1] == DAYS.charAt(i + 1)
                    && bytes[from + 2] == DAYS.charAt(i + 2)) {
                return true;
            }
        }
        return false;
    }

    private boolean readZone(int from, int to) {
        boolean single = to - from == 1 && bytes[from] == 'Z';
        offset = single ? 0 : ZoneNames.offsetSeconds(bytes, from, to);
        return single || ZoneNames.isName(bytes, from, to);
    }

    private long nanos(LocalZone zone, long observedNanos) {
        int ofDay = halves ? clock % 43_200 + (afternoon ? 43_200 : 0) : clock;
        if (year < 0) {
            return Timestamps.nearest(month, day, ofDay, zone, observedNanos, nanos);
        }
        long seconds = Timestamps.seconds(year, month, day, ofDay);
        if (seconds == LogRecord.NO_TIME) {
            return LogRecord.NO_TIME;
        }
        int ahead = offset == ZoneNames.UNKNOWN ? zone.offsetSeconds(seconds) : offset;
        return (seconds - ahead) * SECOND + nanos;
    }
}
