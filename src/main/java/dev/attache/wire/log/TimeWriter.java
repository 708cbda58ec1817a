package dev.attache.wire.log;

import dev.attache.base.GrowingBytes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/// Writes times as RFC 3339 has them, in UTC, with as many of 0, 3, 6 or 9 digits as the fraction needs.
///
/// Lines of one second share what is made of it. For one thread.
final class TimeWriter {
    private static final long SECOND = 1_000_000_000;

    private long second = Long.MIN_VALUE;
    private byte[] dateTime = new byte[0];

    void write(long nanos, GrowingBytes out) {
        long whole = Math.floorDiv(nanos, SECOND);
        if (whole != second) {
            second = whole;
            String text = Instant.ofEpochSecond(whole).toString();
            dateTime = text.substring(0, text.length() - 1).getBytes(StandardCharsets.US_ASCII);
        }
        out.append(dateTime);
        writeFraction((int) Math.floorMod(nanos, SECOND), out);
        out.append('Z');
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
