package dev.attache.role.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.base.HostPort;
import dev.attache.testing.Eventually;
import dev.attache.testing.FreePorts;
import dev.attache.testing.RawClient;
import dev.attache.testing.RawOrigin;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/// What is sent once more, to whom and after which wait, with real connections.
final class RetryIT {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final String BUSY = "HTTP/1.1 503 Busy\r\nContent-Length: 4\r\n\r\nbusy";
    private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";

    private static String put(String body) {
        return "PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    @Test
    void anAnswerIsPassedOnWhereNothingElseWasAskedFor() throws IOException {
        try (RawOrigin busy = RawOrigin.answering(BUSY);
                RawOrigin free = RawOrigin.answering(OK);
                Gateway attache = Gateway.before(busy.address(), free.address()).start();
                RawClient client = attache.client()) {
            assertThat(client.send(GET).readBytes(BUSY.length())).isEqualTo(BUSY);
        }
    }

    @Test
    void aStatusThatIsListedHasTheRequestSentToAnother() throws IOException {
        RawOrigin.Script everySecond = inTurn(each -> each % 2 == 0 ? BUSY : OK);
        try (RawOrigin one = RawOrigin.doing(everySecond);
                RawOrigin other = RawOrigin.doing(everySecond);
                Gateway attache = Gateway.before(one.address(), other.address())
                        .role("retry: {on: [503]}")
                        .start();
                RawClient client = attache.client()) {
            for (int i = 0; i < 10; i++) {
                assertThat(client.send(GET).readBytes(OK.length())).isEqualTo(OK);
            }
            assertThat(one.requests()).hasSize(10);
            assertThat(other.requests()).hasSize(10);
        }
    }

    @Test
    void aRequestThatMayHaveRunGetsTheAnswerThatCame() throws IOException {
        try (RawOrigin busy = RawOrigin.answering(BUSY);
                Gateway attache = Gateway.before(busy.address())
                        .role("retry: {on: [503]}")
                        .start();
                RawClient client = attache.client()) {
            client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n\r\nx");
            assertThat(client.readBytes(BUSY.length())).isEqualTo(BUSY);
            assertThat(busy.requests()).hasSize(1);
        }
    }

    @Test
    void theLastTryAnswersWhateverItIs() throws IOException {
        try (RawOrigin busy = RawOrigin.answering(BUSY);
                Gateway attache = Gateway.before(busy.address())
                        .role("retry: {on: [503], tries: 4, backoff: 1ms}")
                        .start();
                RawClient client = attache.client()) {
            assertThat(client.send(GET).readBytes(BUSY.length())).isEqualTo(BUSY);
            assertThat(busy.requests()).hasSize(4);
            assertThat(attache.metric("attache_http_retries_total")).isEqualTo(3);
        }
    }

    @Test
    void theSameEndpointIsLeftAloneAsLongAsItAsks() throws IOException {
        String later = BUSY.replace("\r\n\r\n", "\r\nRetry-After: 1\r\n\r\n");
        try (RawOrigin origin = RawOrigin.doing((connection, _, number) -> connection.send(number == 0 ? later : OK));
                Gateway attache = Gateway.before(origin.address())
                        .role("retry: {on: [503]}")
                        .start();
                RawClient client = attache.client()) {
            Instant before = Instant.now();
            assertThat(client.send(GET).readBytes(OK.length())).isEqualTo(OK);
            assertThat(Duration.between(before, Instant.now())).isGreaterThanOrEqualTo(Duration.ofMillis(950));
        }
    }

    @Test
    void aWaitThatIsLongerThanTheTimeLeftIsLeftToTheClient() throws IOException {
        String later = BUSY.replace("\r\n\r\n", "\r\nRetry-After: 60\r\n\r\n");
        try (RawOrigin origin = RawOrigin.answering(later);
                Gateway attache = Gateway.before(origin.address())
                        .role("retry: {on: [503]}", "timeouts: {request: 10s}")
                        .start();
                RawClient client = attache.client()) {
            assertThat(client.send(GET).readBytes(later.length())).isEqualTo(later);
            assertThat(origin.requests()).hasSize(1);
        }
    }

    @Test
    void aShortBodyIsSentAgainWholeWhereThatIsAskedFor() throws IOException {
        String body = "0123456789".repeat(3000);
        try (Pair origins = Pair.firstResetting(connection -> connection.send(OK));
                Gateway attache = origins.gateway("retry: {body: 64KiB}");
                RawClient client = attache.client()) {
            assertThat(client.send(put(body)).readBytes(OK.length())).isEqualTo(OK);
            assertThat(origins.requests()).hasSize(2).allMatch(each -> each.endsWith("\r\n\r\n" + body));
        }
    }

    @Test
    void aBodyInChunksIsSentAgainInChunks() throws IOException {
        try (Pair origins = Pair.firstResetting(connection -> {
                    String body = connection.readTo("0\r\n\r\n");
                    connection.send("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
                });
                Gateway attache = origins.gateway("retry: {body: 1KiB}");
                RawClient client = attache.client()) {
            client.send("PUT / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
            Eventually.holds("it was sent twice", () -> origins.requests().size() == 2);
            client.send("2\r\nde\r\n0\r\n\r\n");
            assertThat(client.readBytes(15)).isEqualTo("HTTP/1.1 200 OK");
            String body = "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n";
            assertThat(client.readBytes(24 + body.length())).endsWith("\r\n\r\n" + body);
        }
    }

    @Test
    void aBodyThatIsLongerThanWhatIsHeldIsSentOnce() throws IOException {
        try (Pair origins = Pair.firstResetting(connection -> connection.send(OK));
                Gateway attache = origins.gateway("retry: {body: 1KiB}");
                RawClient client = attache.client()) {
            assertThat(client.send(put("x".repeat(1025))).readBytes(12)).isEqualTo("HTTP/1.1 502");
            assertThat(origins.requests()).hasSize(1);
        }
    }

    @Test
    void aRouteMaySendOnceOnly() throws IOException {
        try (Pair origins = Pair.firstResetting(connection -> connection.send(OK));
                Gateway attache = Gateway.before(origins.one.address(), origins.other.address())
                        .route("{cluster: origin, retry: {tries: 1}}")
                        .start();
                RawClient client = attache.client()) {
            assertThat(client.send(GET).readBytes(12)).isEqualTo("HTTP/1.1 502");
            assertThat(origins.requests()).hasSize(1);
        }
    }

    @Test
    void aClusterThatFailsGetsNoMoreThanTheBudget() throws IOException {
        HostPort nobody = new HostPort("127.0.0.1", FreePorts.next());
        try (RawOrigin reset = RawOrigin.doing((connection, _, _) -> connection.reset());
                Gateway attache = Gateway.before(reset.address(), nobody)
                        .clusterSettings("eject: {failures: 0}")
                        .role("retry: {budget: 10%}")
                        .start();
                RawClient client = attache.client()) {
            for (int i = 0; i < 400; i++) {
                String head = client.send(GET).readBytes(12);
                assertThat(head).isEqualTo("HTTP/1.1 502");
                client.readBytes(bodyEnd(client));
            }
            assertThat(attache.metric("attache_http_retries_total")).isBetween(50.0, 60.0);
        }
    }

    /// Reads to the end of the head, and tells what is left of the answer.
    private static int bodyEnd(RawClient client) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append(client.readBytes(1));
        }
        int at = head.indexOf("Content-Length: ") + "Content-Length: ".length();
        return Integer.parseInt(head.substring(at, head.indexOf("\r\n", at)));
    }

    /// Answers by the number of requests that all who have this script have got.
    private static RawOrigin.Script inTurn(IntFunction<String> answers) {
        AtomicInteger number = new AtomicInteger();
        return (connection, _, _) -> connection.send(answers.apply(number.getAndIncrement()));
    }

    /// What an origin does on a connection whose request it has read.
    @FunctionalInterface
    private interface Deed {
        void on(RawOrigin.Connection connection) throws IOException;
    }

    /// Two members of which the one that is asked first resets the connection, and the other does better.
    private record Pair(RawOrigin one, RawOrigin other) implements AutoCloseable {
        static Pair firstResetting(Deed second) throws IOException {
            AtomicInteger number = new AtomicInteger();
            RawOrigin.Script script = (connection, _, _) -> {
                if (number.getAndIncrement() == 0) {
                    connection.reset();
                } else {
                    second.on(connection);
                }
            };
            return new Pair(RawOrigin.doing(script), RawOrigin.doing(script));
        }

        Gateway gateway(String role) {
            return Gateway.before(one.address(), other.address()).role(role).start();
        }

        List<String> requests() {
            List<String> all = new ArrayList<>(one.requests());
            all.addAll(other.requests());
            return all;
        }

        @Override
        public void close() throws IOException {
            one.close();
            other.close();
        }
    }
}
