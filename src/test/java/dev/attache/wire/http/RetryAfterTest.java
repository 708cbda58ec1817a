package dev.attache.wire.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private static long nanos(String line) {
        ResponseScanner scanner = new ResponseScanner(new HttpLimits(4096, 20, 1024));
        byte[] bytes = ("HTTP/1.1 503 No\r\n" + line + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
        assertThat(scanner.scan(bytes, bytes.length)).isEqualTo(Outcome.HEAD);
        return RetryAfter.nanos(scanner.headers(), InstantSource.fixed(NOW));
    }

    @Test
    void secondsAndDatesAreUnderstood() {
        assertThat(nanos("Retry-After: 120")).isEqualTo(Duration.ofMinutes(2).toNanos());
        assertThat(nanos("Retry-After: Sat, 21 Nov 2026 12:00:07 GMT"))
                .isEqualTo(Duration.ofSeconds(7).toNanos());
        assertThat(nanos("Retry-After: 0")).isZero();
        assertThat(nanos("Retry-After: 99999999999999")).isEqualTo(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Other: 1",
                "Retry-After:",
                "Retry-After: soon",
                "Retry-After: -1",
                "Retry-After: 1.5",
                "Retry-After: Sat, 21 Nov 2026 11:00:00 GMT",
                "Retry-After: Fri, 21 Nov 2026 12:00:07 GMT",
                "Retry-After: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void whateverElseAsksForNoWait(String line) {
        assertThat(nanos(line)).isZero();
    }
}
