package dev.attache.role.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.base.Ticker;
import dev.attache.role.http.tries.RetryBudget;
import dev.attache.testing.Eventually;
import dev.attache.testing.RawClient;
import dev.attache.testing.RawOrigin;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Second tries beside first ones that take long.
final class HedgeIT {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";

    /// Two members that take part in one count: of their requests every n-th is answered late.
    private static final class Stragglers implements AutoCloseable {
        private final AtomicInteger number = new AtomicInteger();
        private final RawOrigin one;
        private final RawOrigin other;

        Stragglers(int every, Duration late) throws IOException {
            RawOrigin.Script script = (connection, _, _) -> {
                if (number.getAndIncrement() % every == every - 1) {
                    connection.pause(late);
                }
                connection.send(OK);
            };
            one = RawOrigin.doing(script);
            other = RawOrigin.doing(script);
        }

        Gateway gateway(String route, String... role) {
            return Gateway.before(one.address(), other.address())
                    .role(role)
                    .route("{cluster: origin" + route + "}")
                    .start();
        }

        int requests() {
            return number.get();
        }

        @Override
        public void close() throws IOException {
            one.close();
            other.close();
        }
    }

    private static long quantileOf(Gateway attache, int requests, double quantile) throws IOException {
        long[] nanos = new long[requests];
        try (RawClient client = attache.client()) {
            for (int i = 0; i < requests; i++) {
                long before = Ticker.SYSTEM.nanos();
                assertThat(client.send(GET).readBytes(OK.length())).isEqualTo(OK);
                nanos[i] = Ticker.SYSTEM.nanos() - before;
            }
        }
        Arrays.sort(nanos);
        return nanos[(int) Math.ceil(quantile * requests) - 1] / 1_000_000;
    }

    @Test
    void stragglersNoLongerMakeTheTailAndTheLoadStaysWithinTheBudget() throws IOException {
        int requests = 2000;
        try (Stragglers origins = new Stragglers(100, Duration.ofMillis(300));
                Gateway plain = origins.gateway("")) {
            assertThat(quantileOf(plain, 500, 0.999)).isGreaterThanOrEqualTo(300);
        }
        try (Stragglers origins = new Stragglers(100, Duration.ofMillis(300));
                Gateway hedged = origins.gateway(", hedge: p95", "retry: {budget: 10%}")) {
            quantileOf(hedged, 200, 0.5);
            int before = origins.requests();
            assertThat(quantileOf(hedged, requests, 0.999)).isLessThan(150);
            assertThat(origins.requests() - before - requests)
                    .isBetween(requests / 200, requests / 10 + RetryBudget.SAVED_TRIES_MAX);
            assertThat(hedged.metric("attache_http_hedges_won_total")).isGreaterThanOrEqualTo(requests / 200.0);
            assertThat(hedged.metric("attache_http_hedges_total"))
                    .isGreaterThanOrEqualTo(hedged.metric("attache_http_hedges_won_total"));
        }
    }

    @Test
    void theOneThatIsSlowerIsLetGo() throws IOException {
        AtomicInteger number = new AtomicInteger();
        AtomicInteger ended = new AtomicInteger();
        RawOrigin.Script silentFirst = (connection, _, _) -> {
            if (number.getAndIncrement() > 0) {
                connection.send(OK);
            } else if (connection.read() < 0) {
                ended.incrementAndGet();
            }
        };
        try (RawOrigin one = RawOrigin.doing(silentFirst);
                RawOrigin other = RawOrigin.doing(silentFirst);
                Gateway attache = Gateway.before(one.address(), other.address())
                        .route("{cluster: origin, hedge: 30ms}")
                        .start();
                RawClient client = attache.client()) {
            assertThat(client.send(GET).readBytes(OK.length())).isEqualTo(OK);
            Eventually.holds("the silent one's connection ends", () -> ended.get() == 1);
            assertThat(client.send(GET).readBytes(OK.length())).isEqualTo(OK);
            assertThat(attache.metric("attache_http_hedges_total")).isEqualTo(1);
            assertThat(attache.metric("attache_http_answers_total")).isEqualTo(2);
        }
    }

    @Test
    void whereOneOfTheTwoFailsTheOtherAnswers() throws IOException {
        for (String failing : List.of("reset", "nonsense\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-")) {
            AtomicInteger number = new AtomicInteger();
            RawOrigin.Script script = (connection, _, _) -> {
                if (number.getAndIncrement() == 0) {
                    connection.pause(Duration.ofMillis(150));
                    connection.send(OK);
                } else if (failing.equals("reset")) {
                    connection.reset();
                } else {
                    connection.send(failing).close();
                }
            };
            try (RawOrigin one = RawOrigin.doing(script);
                    RawOrigin other = RawOrigin.doing(script);
                    Gateway attache = Gateway.before(one.address(), other.address())
                            .route("{cluster: origin, hedge: 30ms}")
                            .start();
                    RawClient client = attache.client()) {
                assertThat(client.send(GET).readBytes(OK.length())).as(failing).isEqualTo(OK);
                assertThat(number.get()).isEqualTo(2);
            }
        }
    }

    @Test
    void whatMustNotBeSentTwiceIsNot() throws IOException {
        try (Stragglers origins = new Stragglers(1, Duration.ofMillis(100));
                Gateway attache = origins.gateway(", hedge: 10ms");
                RawClient client = attache.client()) {
            client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n\r\nx");
            assertThat(client.readBytes(OK.length())).isEqualTo(OK);
            assertThat(origins.requests()).isEqualTo(1);
            assertThat(attache.metric("attache_http_hedges_total")).isZero();
        }
    }

    @Test
    void aClientThatGoesTakesBothTriesAlong() throws IOException {
        AtomicInteger ended = new AtomicInteger();
        RawOrigin.Script silent = (connection, _, _) -> {
            if (connection.read() < 0) {
                ended.incrementAndGet();
            }
        };
        try (RawOrigin one = RawOrigin.doing(silent);
                RawOrigin other = RawOrigin.doing(silent);
                Gateway attache = Gateway.before(one.address(), other.address())
                        .route("{cluster: origin, hedge: 10ms}")
                        .start()) {
            try (RawClient client = attache.client()) {
                client.send(GET);
                Eventually.holds(
                        "both are asked",
                        () -> one.requests().size() + other.requests().size() == 2);
                client.reset();
            }
            Eventually.holds("both connections end", () -> ended.get() == 2);
        }
    }
}
