package dev.attache.role.http.tries;

import dev.attache.wire.http.HeaderLines;
import dev.attache.wire.http.HeaderName;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.TimeUnit;

/// How long a server asks to be left alone: `Retry-After`, a number of seconds or a date (RFC 9110, 10.2.3).
public final class RetryAfter {
    private static final int DIGITS_MAX = 9;
    private static final int DATE_CHARS_MAX = 40;

    private RetryAfter() {}

    /// The wait that the lines ask for, in nanoseconds; 0 where they ask for none that can be understood.
    ///
    /// @param now the wall clock's time, for dates
    public static long nanos(HeaderLines lines, Instant now) {
        int line = lines.find(HeaderName.RETRY_AFTER);
        if (line < 0) {
            return 0;
        }
        int length = lines.valueEnd(line) - lines.valueStart(line);
        if (length == 0 || length > DATE_CHARS_MAX) {
            return 0;
        }
        String text = new String(lines.bytes(), lines.valueStart(line), length, StandardCharsets.US_ASCII);
        if (text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return length > DIGITS_MAX ? Long.MAX_VALUE : TimeUnit.SECONDS.toNanos(Long.parseLong(text));
        }
        try {
            Instant until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration wait = Duration.between(now, until);
            return wait.isNegative() ? 0 : wait.toNanos();
        } catch (DateTimeException | ArithmeticException _) {
            return 0;
        }
    }
}
