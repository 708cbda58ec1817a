package dev.attache.role.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.RawClient;
import dev.attache.testing.RawOrigin;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// How long things may take, by the role's word, the route's and the client's.
final class TimeoutIT {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private static String get(String... lines) {
        String more = lines.length == 0 ? "" : String.join("\r\n", lines) + "\r\n";
        return "GET / HTTP/1.1\r\nHost: h\r\n" + more + "\r\n";
    }

    @Test
    void aRouteHasTimesOfItsOwn() throws IOException {
        try (RawOrigin silent = RawOrigin.doing((_, _, _) -> {});
                Gateway attache = Gateway.before(silent.address())
                        .route("{match: {path: /quick}, cluster: origin, timeouts: {request: 100ms}}")
                        .route("{cluster: origin}")
                        .start();
                RawClient patient = attache.client()) {
            assertThat(attache.get("/quick").status()).isEqualTo(504);
            patient.send(get()).expectSilence(Duration.ofMillis(300));
        }
    }

    @Test
    void aStreamEndsWhenItsTimeIsOverThoughBytesStillCome() throws IOException {
        try (RawOrigin endless = RawOrigin.doing((connection, _, _) -> {
                    connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                    for (int i = 0; i < 100_000; i++) {
                        connection.send("1\r\nx\r\n");
                        connection.pause(Duration.ofMillis(5));
                    }
                });
                Gateway attache = Gateway.before(endless.address())
                        .role("timeouts: {stream: 300ms}")
                        .start();
                RawClient client = attache.client()) {
            assertThat(client.send(get()).expectClosed()).doesNotEndWith("0\r\n\r\n");
            assertThat(attache.metric("attache_http_answers_cut_total")).isEqualTo(1);
        }
    }

    @Test
    void theClientsOwnTimeEndsItsRequestSooner() throws IOException {
        try (RawOrigin silent = RawOrigin.doing((_, _, _) -> {});
                Gateway attache = Gateway.before(silent.address()).start();
                RawClient client = attache.client()) {
            Instant before = Instant.now();
            assertThat(client.send(get("X-Request-Timeout: 120ms")).readBytes(12))
                    .isEqualTo("HTTP/1.1 504");
            assertThat(Duration.between(before, Instant.now()))
                    .isBetween(Duration.ofMillis(115), Duration.ofSeconds(2));
        }
    }

    @Test
    void anEndpointIsNotBlamedForWhatAClientHadNoTimeFor() throws IOException {
        try (RawOrigin slow = RawOrigin.doing((connection, request, _) -> {
                    if (!request.contains("X-Request-Timeout")) {
                        connection.send(OK);
                    }
                });
                Gateway attache = Gateway.before(slow.address())
                        .clusterSettings("eject: {failures: 1, for: 1h}")
                        .start();
                RawClient client = attache.client()) {
            for (int i = 0; i < 3; i++) {
                assertThat(attache.get("/", "X-Request-Timeout: 5ms").status()).isEqualTo(504);
            }
            assertThat(client.send(get()).readBytes(OK.length())).isEqualTo(OK);
        }
    }

    @Test
    void upstreamsAreToldWhatIsLeftOfTheTimeAtEachTry() throws IOException {
        AtomicInteger number = new AtomicInteger();
        RawOrigin.Script silentFirst = (connection, _, _) -> {
            if (number.getAndIncrement() > 0) {
                connection.send(OK);
            }
        };
        try (RawOrigin one = RawOrigin.doing(silentFirst);
                RawOrigin other = RawOrigin.doing(silentFirst);
                Gateway attache = Gateway.before(one.address(), other.address())
                        .role("timeouts: {try: 3s}")
                        .start();
                RawClient client = attache.client()) {
            client.send(get("X-Request-Timeout: 5s")).withPatience(Duration.ofSeconds(20));
            assertThat(client.readBytes(OK.length())).isEqualTo(OK);
            assertThat(timeLeft(one.requests().getFirst())
                            + timeLeft(other.requests().getFirst()))
                    .isBetween(3000, 5001);
        }
    }

    @Test
    void theTimeLeftIsAddedWhereThatIsAskedFor() throws IOException {
        try (RawOrigin origin = RawOrigin.answering(OK);
                Gateway attache = Gateway.before(origin.address())
                        .role("forward: {deadline: added}", "timeouts: {request: 20s, try: 10s}")
                        .start()) {
            attache.get("/");
            assertThat(timeLeft(origin.requests().getFirst())).isEqualTo(10_000);
        }
    }

    @Test
    void aTimeInAnotherFormGoesOnUnheeded() throws IOException {
        try (RawOrigin origin = RawOrigin.answering(OK);
                Gateway attache = Gateway.before(origin.address()).start()) {
            attache.get("/", "X-Request-Timeout: 1");
            assertThat(origin.requests().getFirst()).contains("X-Request-Timeout: 1\r\n");
        }
    }

    private static int timeLeft(String request) {
        int from = request.indexOf("X-Request-Timeout: ") + "X-Request-Timeout: ".length();
        return Integer.parseInt(request.substring(from, request.indexOf("ms", from)));
    }
}
