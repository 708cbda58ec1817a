package dev.attache.role.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.base.HostPort;
import dev.attache.role.http.answer.Refusal;
import dev.attache.testing.Eventually;
import dev.attache.testing.FreePorts;
import dev.attache.testing.HttpAnswer;
import dev.attache.testing.RawClient;
import dev.attache.testing.RawOrigin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a client is told, and what is tried, when an origin is down, slow, gone or out of its mind.
final class UpstreamFaultIT {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";
    private static final String POST = "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n\r\nx";

    private static HostPort nobody() {
        return new HostPort("127.0.0.1", FreePorts.next());
    }

    @Test
    void anOriginThatIsDownIsToldOf() throws IOException {
        try (Gateway attache = Gateway.before(nobody()).start();
                RawClient client = attache.client()) {
            String expected = new String(Refusal.UNREACHABLE.answer(false), StandardCharsets.US_ASCII);
            assertThat(client.send(GET).readBytes(expected.length())).isEqualTo(expected);
            assertThat(expected).startsWith("HTTP/1.1 502 Bad Gateway\r\n").contains("error=connection_refused");
            assertThat(client.send(GET).readBytes(12)).isEqualTo("HTTP/1.1 502");
        }
    }

    @Test
    void anotherMemberIsTriedWhereNothingWasSent() throws IOException {
        try (RawOrigin origin = RawOrigin.answering(OK);
                Gateway attache = Gateway.before(nobody(), origin.address())
                        .clusterSettings("eject: {failures: 0}")
                        .start();
                RawClient client = attache.client()) {
            for (int i = 0; i < 6; i++) {
                assertThat(client.send(POST).readBytes(OK.length())).isEqualTo(OK);
            }
            assertThat(origin.requests()).hasSize(6);
            assertThat(attache.metric("attache_http_retries_total")).isGreaterThanOrEqualTo(3);
        }
    }

    @Test
    void aMemberThatFailsIsLeftOut() throws IOException {
        try (RawOrigin origin = RawOrigin.answering(OK);
                Gateway attache = Gateway.before(nobody(), origin.address())
                        .clusterSettings("eject: {failures: 2, for: 1h}")
                        .start();
                RawClient client = attache.client()) {
            for (int i = 0; i < 20; i++) {
                assertThat(client.send(GET).readBytes(OK.length())).isEqualTo(OK);
            }
            assertThat(attache.metric("attache_http_upstream_failures_total")).isEqualTo(2);
        }
    }

    @Test
    void withEveryMemberOutTheClientIsToldToComeBack() throws IOException {
        try (Gateway attache = Gateway.before(nobody())
                .clusterSettings("eject: {failures: 1, for: 1h}, balance: {panic: 0%}")
                .start()) {
            assertThat(attache.get("/").status()).isEqualTo(502);
            Eventually.passes(() -> {
                HttpAnswer out = attache.get("/");
                assertThat(out.status()).isEqualTo(503);
                assertThat(out.header("Retry-After")).isEqualTo("1");
            });
        }
    }

    @Test
    void anIdempotentRequestWhoseConnectionWasTiredIsSentOnceMore() throws IOException {
        try (RawOrigin origin = RawOrigin.doing((connection, _, number) -> {
                    if (number == 1) {
                        connection.close();
                    } else {
                        connection.send(OK);
                    }
                });
                Gateway attache = Gateway.before(origin.address()).start();
                RawClient client = attache.client()) {
            client.send(GET).readBytes(OK.length());
            assertThat(client.send(GET).readBytes(OK.length())).isEqualTo(OK);
            assertThat(origin.requests()).hasSize(3);
        }
    }

    @Test
    void aRequestThatMayHaveRunIsNotSentTwice() throws IOException {
        try (RawOrigin origin = RawOrigin.doing((connection, _, number) -> {
                    if (number == 1) {
                        connection.close();
                    } else {
                        connection.send(OK);
                    }
                });
                Gateway attache = Gateway.before(origin.address()).start();
                RawClient client = attache.client()) {
            client.send(POST).readBytes(OK.length());
            assertThat(client.send(POST).readBytes(12)).isEqualTo("HTTP/1.1 502");
            assertThat(origin.requests()).hasSize(2);
        }
    }

    @Test
    void aSilentOriginIsGivenUp() throws IOException {
        try (RawOrigin origin = RawOrigin.doing((_, _, _) -> {});
                Gateway attache = Gateway.before(origin.address())
                        .role("timeouts: {try: 100ms, request: 10s}")
                        .start();
                RawClient client = attache.client()) {
            assertThat(client.send(POST).readBytes(12)).isEqualTo("HTTP/1.1 504");
            assertThat(attache.metric("attache_http_refusals_total", "fault=\"timed_out\""))
                    .isEqualTo(1);
            assertThat(origin.requests()).hasSize(1);
        }
    }

    @Test
    void aSlowMemberIsPassedOverWhereTheRequestMayBeRepeated() throws IOException {
        try (RawOrigin slow = RawOrigin.doing((_, _, _) -> {});
                RawOrigin quick = RawOrigin.answering(OK);
                Gateway attache = Gateway.before(slow.address(), quick.address())
                        .role("timeouts: {try: 100ms, request: 10s}")
                        .start();
                RawClient client = attache.client()) {
            assertThat(client.send(GET + GET).readBytes(2 * OK.length())).isEqualTo(OK + OK);
            assertThat(slow.requests()).hasSize(1);
        }
    }

    @Test
    void allTriesTogetherHaveTheirTime() throws IOException {
        try (RawOrigin origin = RawOrigin.doing((_, _, _) -> {});
                Gateway attache = Gateway.before(origin.address())
                        .role("timeouts: {try: 10s, request: 150ms}")
                        .start()) {
            assertThat(attache.get("/").status()).isEqualTo(504);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK|Content-Length: 10||abc",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||5|abc",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||3|abc|",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||3|abc|x",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||zz|"
            })
    void anAnswerThatIsCutIsSeenToBeCut(String answer) throws IOException {
        try (RawOrigin origin = RawOrigin.doing((connection, _, _) ->
                        connection.send(answer.replace("|", "\r\n")).close());
                Gateway attache = Gateway.before(origin.address()).start();
                RawClient client = attache.client()) {
            String seen = client.send(GET).expectClosed();
            assertThat(seen).startsWith("HTTP/1.1 200 OK\r\n").doesNotEndWith("0\r\n\r\n");
            assertThat(attache.metric("attache_http_answers_cut_total")).isEqualTo(1);
        }
    }

    /// The write fails while the body is worked off.
    @Test
    void anOriginThatResetsWithinABodyIsToldOfOnce() throws IOException {
        String chunk = "100000\r\n" + "a".repeat(1 << 20) + "\r\n";
        try (RawOrigin origin = RawOrigin.doing((connection, _, _) -> connection.reset());
                Gateway attache = Gateway.before(origin.address()).start();
                RawClient client = attache.client()) {
            client.send("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n");
            client.send(chunk + chunk + chunk + chunk + "0\r\n\r\n");
            HttpAnswer answer = HttpAnswer.parse(client.readToEnd());
            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.body()).doesNotContain("HTTP/1.1");
            assertThat(attache.metric("attache_http_refusals_total")).isEqualTo(1);
        }
    }

    @Test
    void anAnswerThatStandsStillIsCut() throws IOException {
        CountDownLatch end = new CountDownLatch(1);
        try (RawOrigin origin = RawOrigin.doing((connection, _, _) -> {
                    connection.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
                    connection.read();
                });
                Gateway attache = Gateway.before(origin.address())
                        .role("timeouts: {stall: 100ms}")
                        .start();
                RawClient client = attache.client()) {
            assertThat(client.send(GET).expectClosed()).endsWith("abc");
        } finally {
            end.countDown();
        }
    }

    @Test
    void anOriginOfAClientThatHasGoneIsLetGo() throws IOException {
        try (RawOrigin origin = RawOrigin.doing((connection, _, _) -> connection.read());
                Gateway attache = Gateway.before(origin.address()).start()) {
            try (RawClient client = attache.client()) {
                client.send(GET);
                Eventually.holds("the request came", () -> origin.requests().size() == 1);
                client.reset();
            }
            Eventually.holds("no client is left", () -> attache.role().clientCount() == 0);
            Eventually.holds(
                    "the connection is closed",
                    () -> attache.role()
                                    .loops()
                                    .getFirst()
                                    .targets()
                                    .clusters()
                                    .getFirst()
                                    .pools()[0]
                                    .open()
                            == 0);
        }
    }

    @Test
    void requestsBeyondTheConnectionsWaitAndThoseBeyondThemAreRefused() throws IOException {
        CountDownLatch go = new CountDownLatch(1);
        try (RawOrigin origin = RawOrigin.doing((connection, _, _) -> {
                    await(go);
                    connection.send(OK);
                });
                Gateway attache = Gateway.before(origin.address())
                        .role("pool: {connections: 1, pending: 1}")
                        .start();
                RawClient first = attache.client();
                RawClient second = attache.client();
                RawClient third = attache.client()) {
            first.send(GET);
            Eventually.holds("the first is served", () -> origin.requests().size() == 1);
            second.send(GET);
            Eventually.holds("the second was read", () -> attache.metric("attache_http_requests_total") == 2);
            assertThat(third.send(GET).readBytes(12)).isEqualTo("HTTP/1.1 503");
            go.countDown();
            assertThat(first.readBytes(OK.length())).isEqualTo(OK);
            assertThat(second.readBytes(OK.length())).isEqualTo(OK);
            assertThat(origin.connections()).isEqualTo(1);
        }
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    void aConnectionIsClosedAfterAsManyRequestsAsItMayServe() throws IOException {
        try (RawOrigin origin = RawOrigin.answering(OK);
                Gateway attache = Gateway.before(origin.address())
                        .role("pool: {requests: 2}")
                        .start();
                RawClient client = attache.client()) {
            for (int i = 0; i < 6; i++) {
                client.send(GET).readBytes(OK.length());
            }
            assertThat(origin.connections()).isEqualTo(3);
        }
    }

    @Test
    void anIdleConnectionIsClosedInTime() throws IOException {
        try (RawOrigin origin = RawOrigin.answering(OK);
                Gateway attache = Gateway.before(origin.address())
                        .role("pool: {idle: 50ms}")
                        .start();
                RawClient client = attache.client()) {
            client.send(GET).readBytes(OK.length());
            Eventually.holds(
                    "the connection is closed",
                    () -> attache.role()
                                    .loops()
                                    .getFirst()
                                    .targets()
                                    .clusters()
                                    .getFirst()
                                    .pools()[0]
                                    .open()
                            == 0);
            assertThat(client.send(GET).readBytes(OK.length())).isEqualTo(OK);
            assertThat(origin.connections()).isEqualTo(2);
        }
    }
}
