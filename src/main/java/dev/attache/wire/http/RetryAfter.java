package dev.attache.wire.http;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.TimeUnit;

/// How long a server asks to be left alone: `Retry-After`, a number of seconds or a date (RFC 9110, 10.2.3).
public final class RetryAfter {
    private static final long SECONDS_MAX = 999_999_999;
    private static final int DATE_CHARS_MAX = 40;

    private RetryAfter() {}

    /// The wait that the lines ask for, in nanoseconds; 0 where they ask for none that can be understood.
    ///
    /// @param clock looked at for dates only
    public static long nanos(HeaderLines lines, InstantSource clock) {
        int line = lines.find(HeaderName.RETRY_AFTER);
        if (line < 0) {
            return 0;
        }
        int length = lines.valueEnd(line) - lines.valueStart(line);
        if (length == 0 || length > DATE_CHARS_MAX) {
            return 0;
        }
        long seconds = seconds(lines.bytes(), lines.valueStart(line), lines.valueEnd(line));
        return seconds < 0
                ? untilDate(new String(lines.bytes(), lines.valueStart(line), length, StandardCharsets.US_ASCII), clock)
                : seconds > SECONDS_MAX ? Long.MAX_VALUE : TimeUnit.SECONDS.toNanos(seconds);
    }

    /// @return -1 where it is no number
    private static long seconds(byte[] bytes, int from, int end) {
        long seconds = 0;
        for (int i = from; i < end; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            seconds = Math.min(seconds * 10 + digit, SECONDS_MAX + 1);
        }
        return seconds;
    }

    private static long untilDate(String text, InstantSource clock) {
        try {
            Instant until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration wait = Duration.between(clock.instant(), until);
            return wait.isNegative() ? 0 : wait.toNanos();
        } catch (DateTimeException | ArithmeticException _) {
            return 0;
        }
    }
}
