package dev.attache.wire.log;

import dev.attache.base.Ascii;
import dev.attache.base.GrowingBytes;

/// Writes times as RFC 3339 has them, in UTC, with as many of 0, 3, 6 or 9 digits as the fraction needs.
///
/// Lines of one second share its text. For one thread.
///
/// Source: Hinnant, "chrono-Compatible Low-Level Date Algorithms", civil_from_days.
final class TimeWriter {
    private static final long SECOND = 1_000_000_000;
    private static final int DAY_SECONDS = 86_400;
    private static final int LENGTH = "2026-11-21T10:00:00".length();

    private final byte[] text = Ascii.bytes("0000-00-00T00:00:00");
    private long day = Long.MIN_VALUE;
    private long written = Long.MIN_VALUE;

    void write(long nanos, GrowingBytes out) {
        long second = Math.floorDiv(nanos, SECOND);
        if (second != written) {
            written = second;
            writeSecond(second);
        }
        out.append(text, 0, LENGTH);
        writeFraction((int) (nanos - second * SECOND), out);
        out.append('Z');
    }

    private void writeSecond(long second) {
        long wanted = Math.floorDiv(second, (long) DAY_SECONDS);
        if (wanted != day) {
            day = wanted;
            writeDate(wanted);
        }
        int ofDay = (int) (second - wanted * DAY_SECONDS);
        int minutes = ofDay / 60;
        writeTwo(11, minutes / 60);
        writeTwo(14, minutes % 60);
        writeTwo(17, ofDay % 60);
    }

    private void writeDate(long days) {
        long shifted = days + 719_468;
        long era = Math.floorDiv(shifted, 146_097);
        int dayOfEra = (int) (shifted - era * 146_097);
        int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int shiftedMonth = (5 * dayOfYear + 2) / 153;
        int month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
        int year = (int) (yearOfEra + era * 400) + (month <= 2 ? 1 : 0);
        writeTwo(0, year / 100);
        writeTwo(2, year % 100);
        writeTwo(5, month);
        writeTwo(8, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1);
    }

    private void writeTwo(int at, int number) {
        text[at] = (byte) ('0' + number / 10);
        text[at + 1] = (byte) ('0' + number % 10);
    }

    private static void writeFraction(int nanos, GrowingBytes out) {
        if (nanos == 0) {
            return;
        }
        int digits = nanos % 1_000_000 == 0 ? 3 : nanos % 1_000 == 0 ? 6 : 9;
        int rest = digits == 3 ? nanos / 1_000_000 : digits == 6 ? nanos / 1_000 : nanos;
        int at = out.reserve(digits + 1);
        byte[] array = out.array();
        array[at] = '.';
        for (int i = at + digits; i > at; i--) {
            array[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
