package dev.attache.role.http.tries;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.base.GrowingBytes;
import dev.attache.wire.http.HttpLimits;
import dev.attache.wire.http.Outcome;
import dev.attache.wire.http.RequestScanner;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DeadlineTest {
    private final Deadline deadline = new Deadline();

    private void read(String... lines) {
        String head = "GET / HTTP/1.1\r\nHost: h\r\n" + String.join("\r\n", lines) + "\r\n\r\n";
        RequestScanner scanner = new RequestScanner(new HttpLimits(4096, 20, 1024));
        byte[] bytes = head.getBytes(StandardCharsets.ISO_8859_1);
        assertThat(scanner.scan(bytes, bytes.length)).isEqualTo(Outcome.HEAD);
        deadline.clear();
        deadline.read(scanner);
    }

    @ParameterizedTest
    @CsvSource({
        "X-Request-Timeout: 250ms, PT0.25S",
        "x-request-timeout: 2s, PT2S",
        "X-Request-Timeout: 3m, PT3M",
        "X-Request-Timeout: 0ms, PT0S",
        "X-Request-Timeout: 99999999ms, PT27H46M39.999S",
        "grpc-timeout: 1H, PT1H",
        "grpc-timeout: 2M, PT2M",
        "grpc-timeout: 30S, PT30S",
        "grpc-timeout: 100m, PT0.1S",
        "grpc-timeout: 100u, PT0.0001S",
        "grpc-timeout: 7n, PT0.000000007S"
    })
    void whatIsUnderstoodCounts(String line, Duration expected) {
        read(line);
        assertThat(deadline.nanos()).isEqualTo(expected.toNanos());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Request-Timeout: 5",
                "X-Request-Timeout: 1.5s",
                "X-Request-Timeout: -1s",
                "X-Request-Timeout: 1 s",
                "X-Request-Timeout: 1S",
                "X-Request-Timeout: ms",
                "X-Request-Timeout:",
                "X-Request-Timeout: 100000000ms",
                "X-Request-Timeout: 1sec",
                "grpc-timeout: 1s",
                "grpc-timeout: 1ms",
                "grpc-timeout: 10",
                "grpc-timeout: 123456789m"
            })
    void whatIsNotUnderstoodGoesOnAsItCame(String line) {
        read(line);
        GrowingBytes head = new GrowingBytes();
        deadline.append(head);
        assertThat(deadline.nanos()).isEqualTo(Deadline.NONE);
        assertThat(deadline.replaced()).isZero();
        assertThat(head.length()).isZero();
    }

    @Test
    void ofSeveralTheShortestCounts() {
        read("X-Request-Timeout: 5s", "grpc-timeout: 300m", "X-Request-Timeout: 1s");
        assertThat(deadline.nanos()).isEqualTo(TimeUnit.MILLISECONDS.toNanos(300));
    }

    @Test
    void whatIsLeftIsWrittenForEachTryInPlace() {
        read("X-Request-Timeout: 5s", "grpc-timeout: 9S");
        GrowingBytes head = new GrowingBytes();
        head.append("GET / HTTP/1.1\r\n");
        deadline.append(head);
        head.append("\r\n");
        deadline.renew(head, TimeUnit.MILLISECONDS.toNanos(4321));
        assertThat(text(head))
                .isEqualTo("GET / HTTP/1.1\r\nX-Request-Timeout: 4321ms    \r\ngrpc-timeout: 4321m    \r\n\r\n");
        deadline.renew(head, 1);
        assertThat(text(head))
                .isEqualTo("GET / HTTP/1.1\r\nX-Request-Timeout: 1ms       \r\ngrpc-timeout: 1m       \r\n\r\n");
        deadline.renew(head, TimeUnit.DAYS.toNanos(3));
        assertThat(text(head)).contains("X-Request-Timeout: 99999999ms\r\n");
    }

    @Test
    void itIsAddedWhereNoneWasNamed() {
        read("Accept: */*");
        deadline.add();
        GrowingBytes head = new GrowingBytes();
        deadline.append(head);
        deadline.renew(head, TimeUnit.SECONDS.toNanos(30));
        assertThat(text(head)).isEqualTo("X-Request-Timeout: 30000ms   \r\n");
        assertThat(deadline.nanos()).isEqualTo(Deadline.NONE);
    }

    private static String text(GrowingBytes bytes) {
        return new String(bytes.array(), 0, bytes.length(), StandardCharsets.US_ASCII);
    }
}
