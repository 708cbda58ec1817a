package dev.attache.wire.log;

import java.time.Instant;
import java.time.ZoneOffset;

/// The times that programs write, as nanoseconds since 1970 in UTC.
///
/// Sources: RFC 3339; the Apache HTTP server's `%t`; Hinnant, "chrono-Compatible Low-Level Date Algorithms".
public final class Timestamps {
    private static final long SECOND = 1_000_000_000;
    private static final long DAY_NANOS = 86_400 * SECOND;
    private static final int DATE_TIME = 19;
    private static final int LENGTH_MAX = 64;
    /// One that has every day there is.
    private static final int LEAP_YEAR = 2000;

    private static final int CLF = 26;
    private static final int FRACTION_DIGITS_MAX = 9;
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
    /// 9999-12-31, beyond which nanoseconds overflow long before.
    private static final int YEAR_MIN = 1678;

    private static final int YEAR_MAX = 2261;

    private Timestamps() {}

    /// `2026-11-21T10:00:00`, a blank in place of the T, with or without a fraction after a dot or comma, with or
    /// without a zone `Z`, `+01`, `+0100` or `+01:00`.
    ///
    /// @param zone of a time that tells none
    /// @return [LogRecord#NO_TIME] where the bytes are not that alone
    public static long iso(byte[] bytes, int from, int to, LocalZone zone) {
        if (to - from < DATE_TIME || !isIsoShape(bytes, from)) {
            return LogRecord.NO_TIME;
        }
        int year = two(bytes, from) * 100 + two(bytes, from + 2);
        int month = two(bytes, from + 5);
        int day = two(bytes, from + 8);
        long seconds = seconds(year, month, day, bytes, from + 11);
        if (seconds == LogRecord.NO_TIME) {
            return LogRecord.NO_TIME;
        }
        int at = from + DATE_TIME;
        long nanos = 0;
        if (at < to && (bytes[at] == '.' || bytes[at] == ',')) {
            int end = endOfDigits(bytes, at + 1, to);
            if (end == at + 1 || end - at - 1 > FRACTION_DIGITS_MAX) {
                return LogRecord.NO_TIME;
            }
            nanos = fraction(bytes, at + 1, end);
            at = end;
        }
        if (at == to) {
            return (seconds - zone.offsetSeconds(seconds)) * SECOND + nanos;
        }
        int offset = zone(bytes, at, to);
        if (offset == NO_ZONE && bytes[at] == ' ') {
            offset = namedZone(bytes, at + 1, to, zone, seconds);
        }
        return offset == NO_ZONE ? LogRecord.NO_TIME : (seconds - offset) * SECOND + nanos;
    }

    /// What stands behind a blank: an offset, or an abbreviation, which stands for the local zone where it is not
    /// known.
    private static int namedZone(byte[] bytes, int from, int to, LocalZone zone, long seconds) {
        int offset = zone(bytes, from, to);
        if (offset == NO_ZONE) {
            offset = ZoneNames.offsetSeconds(bytes, from, to);
        }
        return offset == NO_ZONE && ZoneNames.isName(bytes, from, to) ? zone.offsetSeconds(seconds) : offset;
    }

    /// A time in any of the forms that programs write: [#iso], also with a zone's abbreviation or without separators,
    /// [#clf], [#epoch], `2026/11/21 10:00:00`, and those with an English month.
    ///
    /// @param zone of a time that tells none
    /// @param observedNanos tells the year where the time does not
    /// @return [LogRecord#NO_TIME] where the bytes are not that alone
    public static long any(byte[] bytes, int from, int to, LocalZone zone, long observedNanos) {
        long nanos = iso(bytes, from, to, zone);
        if (nanos != LogRecord.NO_TIME || to - from > LENGTH_MAX) {
            return nanos;
        }
        return OtherTimes.read(bytes, from, to, zone, observedNanos);
    }

    private static boolean isIsoShape(byte[] bytes, int from) {
        byte between = bytes[from + 10];
        return bytes[from + 4] == '-'
                && bytes[from + 7] == '-'
                && (between == 'T' || between == ' ' || between == 't')
                && bytes[from + 13] == ':'
                && bytes[from + 16] == ':';
    }

    /// `21/Nov/2026:10:00:00 +0100`, as web servers write it.
    ///
    /// @return [LogRecord#NO_TIME] where the bytes are not that alone
    public static long clf(byte[] bytes, int from, int to) {
        if (to - from != CLF
                || bytes[from + 2] != '/'
                || bytes[from + 6] != '/'
                || bytes[from + 11] != ':'
                || bytes[from + 14] != ':'
                || bytes[from + 17] != ':'
                || bytes[from + 20] != ' ') {
            return LogRecord.NO_TIME;
        }
        int month = month(bytes, from + 3);
        int year = two(bytes, from + 7) * 100 + two(bytes, from + 9);
        long seconds = seconds(year, month, two(bytes, from), bytes, from + 12);
        int offset = zone(bytes, from + 21, to);
        return seconds == LogRecord.NO_TIME || offset == NO_ZONE ? LogRecord.NO_TIME : (seconds - offset) * SECOND;
    }

    /// Seconds, milliseconds, microseconds or nanoseconds since 1970, told apart by their size; seconds may have a
    /// fraction.
    ///
    /// @return [LogRecord#NO_TIME] where the bytes are not a number alone, or one out of range
    public static long epoch(byte[] bytes, int from, int to) {
        int end = endOfDigits(bytes, from, to);
        int digits = end - from;
        if (digits < 9 || digits > 19) {
            return LogRecord.NO_TIME;
        }
        long whole = 0;
        for (int i = from; i < end; i++) {
            whole = whole * 10 + (bytes[i] - '0');
        }
        long unit = digits <= 10 ? SECOND : digits <= 13 ? 1_000_000 : digits <= 16 ? 1_000 : 1;
        long nanos = 0;
        if (end < to) {
            int fractionEnd = endOfDigits(bytes, end + 1, to);
            if (bytes[end] != '.' || fractionEnd != to || fractionEnd == end + 1) {
                return LogRecord.NO_TIME;
            }
            int useful = Math.min(fractionEnd, end + 1 + FRACTION_DIGITS_MAX);
            nanos = fraction(bytes, end + 1, useful) / (SECOND / unit);
        }
        boolean fits = whole >= 0 && whole <= Long.MAX_VALUE / unit - 1;
        return fits ? whole * unit + nanos : LogRecord.NO_TIME;
    }

    /// A time of the year, in the year that brings it next to when it was read: at most a day after it.
    static long nearest(int month, int day, byte[] bytes, int at, LocalZone zone, long observedNanos) {
        long seconds = seconds(LEAP_YEAR, month, day, bytes, at);
        if (seconds == LogRecord.NO_TIME) {
            return LogRecord.NO_TIME;
        }
        return nearest(month, day, (int) Math.floorMod(seconds, 86_400L), zone, observedNanos, 0);
    }

    static long nearest(int month, int day, int ofDay, LocalZone zone, long observedNanos, long fraction) {
        int year = Instant.ofEpochSecond(observedNanos / SECOND)
                .atOffset(ZoneOffset.UTC)
                .getYear();
        for (int candidate = year + 1; candidate >= year - 4; candidate--) {
            long seconds = seconds(candidate, month, day, ofDay);
            if (seconds != LogRecord.NO_TIME) {
                long nanos = (seconds - zone.offsetSeconds(seconds)) * SECOND + fraction;
                if (nanos <= observedNanos + DAY_NANOS) {
                    return nanos;
                }
            }
        }
        return LogRecord.NO_TIME;
    }

    /// 1 to 12 for an English month of three letters; 0 for anything else.
    static int month(byte[] bytes, int at) {
        for (int month = 0; month < 12; month++) {
            if (MONTHS.charAt(month * 3) == bytes[at]
                    && MONTHS.charAt(month * 3 + 1) == bytes[at + 1]
                    && MONTHS.charAt(month * 3 + 2) == bytes[at + 2]) {
                return month + 1;
            }
        }
        return 0;
    }

    /// Seconds since 1970 of a date and the time `hh:mm:ss` that stands at `at`.
    static long seconds(int year, int month, int day, byte[] bytes, int at) {
        int hour = two(bytes, at);
        int minute = two(bytes, at + 3);
        int second = two(bytes, at + 6);
        boolean right = year >= YEAR_MIN
                && year <= YEAR_MAX
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= daysOf(year, month)
                && (hour | minute | second) >= 0
                && hour < 24
                && minute < 60
                && second <= 60;
        return right
                ? daysSince1970(year, month, day) * 86_400L + hour * 3600L + minute * 60L + second
                : LogRecord.NO_TIME;
    }

    /// Seconds since 1970 of a date and the seconds since its midnight, which are right.
    static long seconds(int year, int month, int day, int ofDay) {
        boolean right = year >= YEAR_MIN && year <= YEAR_MAX && day >= 1 && day <= daysOf(year, month);
        return right ? daysSince1970(year, month, day) * 86_400L + ofDay : LogRecord.NO_TIME;
    }

    private static int daysOf(int year, int month) {
        return switch (month) {
            case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }

    private static long daysSince1970(int year, int month, int day) {
        int shifted = month <= 2 ? year - 1 : year;
        int era = shifted / 400;
        int yearOfEra = shifted - era * 400;
        int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146_097L + dayOfEra - 719_468;
    }

    /// So far below 0 that a hundred of it with two digits more is below 0 too.
    private static final int NO_NUMBER = -1_000_000;

    /// What [#zone] returns where there is none.
    private static final int NO_ZONE = ZoneNames.UNKNOWN;

    static int zone(byte[] bytes, int at, int to) {
        int length = to - at;
        if (length == 1 && (bytes[at] == 'Z' || bytes[at] == 'z')) {
            return 0;
        }
        boolean colon = length == 6 && bytes[at + 3] == ':';
        if (!colon && length != 5 && length != 3 || bytes[at] != '+' && bytes[at] != '-') {
            return NO_ZONE;
        }
        int hours = number(bytes, at + 1, 2);
        int minutes = length == 3 ? 0 : number(bytes, colon ? at + 4 : at + 3, 2);
        if ((hours | minutes) < 0 || hours > 18 || minutes > 59) {
            return NO_ZONE;
        }
        int offset = hours * 3600 + minutes * 60;
        return bytes[at] == '-' ? -offset : offset;
    }

    private static int endOfDigits(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        return at;
    }

    static long fraction(byte[] bytes, int from, int to) {
        long nanos = 0;
        for (int i = 0; i < FRACTION_DIGITS_MAX; i++) {
            nanos = nanos * 10 + (from + i < to ? bytes[from + i] - '0' : 0);
        }
        return nanos;
    }

    /// A number of two digits; far below 0 where one of them is none.
    private static int two(byte[] bytes, int at) {
        int tens = bytes[at] - '0';
        int ones = bytes[at + 1] - '0';
        boolean digits = tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9;
        return digits ? tens * 10 + ones : NO_NUMBER;
    }

    /// A number of so many digits; below 0 where one of them is none.
    static int number(byte[] bytes, int at, int digits) {
        int number = 0;
        for (int i = at; i < at + digits; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return Integer.MIN_VALUE;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
