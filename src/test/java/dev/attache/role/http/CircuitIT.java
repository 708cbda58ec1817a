package dev.attache.role.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.role.http.answer.Refusal;
import dev.attache.testing.Eventually;
import dev.attache.testing.HttpAnswer;
import dev.attache.testing.RawClient;
import dev.attache.testing.RawOrigin;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Bounds on what may be under way at once, and what is told to those that are over one.
final class CircuitIT {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";

    /// An origin that answers when it is let.
    private static final class Gate implements AutoCloseable {
        private final CountDownLatch open = new CountDownLatch(1);
        private final RawOrigin origin;

        Gate() throws IOException {
            origin = RawOrigin.doing((connection, request, _) -> {
                if (!request.startsWith("GET /quick")) {
                    await();
                }
                connection.send(OK);
            });
        }

        private void await() {
            try {
                open.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() throws IOException {
            open.countDown();
            origin.close();
        }
    }

    private static void assertTurnedAway(HttpAnswer answer, Refusal why) {
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(answer.body()).isEqualTo(why.body());
    }

    @Test
    void aRouteHasNoMoreUnderWayThanItMay() throws IOException {
        try (Gate gate = new Gate();
                Gateway attache = Gateway.before(gate.origin.address())
                        .route("{match: {path: /slow}, cluster: origin, limit: {requests: 2}}")
                        .route("{cluster: origin}")
                        .loops(2)
                        .start();
                RawClient one = attache.client();
                RawClient two = attache.client()) {
            one.send("GET /slow HTTP/1.1\r\nHost: h\r\n\r\n");
            two.send("GET /slow HTTP/1.1\r\nHost: h\r\n\r\n");
            Eventually.holds("both are there", () -> gate.origin.requests().size() == 2);
            assertTurnedAway(attache.get("/slow"), Refusal.ROUTE_FULL);
            assertThat(attache.get("/quick").status()).isEqualTo(200);
            gate.open.countDown();
            assertThat(one.readBytes(OK.length())).isEqualTo(OK);
            assertThat(attache.get("/slow").status()).isEqualTo(200);
            assertThat(attache.metric("attache_http_refusals_total", "fault=\"route_full\""))
                    .isEqualTo(1);
        }
    }

    @Test
    void aClusterHasNoMoreRequestsUnderWayThanItMay() throws IOException {
        try (Gate gate = new Gate();
                Gateway attache = Gateway.before(gate.origin.address())
                        .clusterSettings("circuit: {requests: 1}")
                        .loops(2)
                        .start();
                RawClient one = attache.client()) {
            one.send(GET);
            Eventually.holds("it is there", () -> gate.origin.requests().size() == 1);
            assertThat(attache.metric("attache_http_circuit_taken", "kind=\"requests\""))
                    .isEqualTo(1);
            assertTurnedAway(attache.get("/"), Refusal.CIRCUIT_FULL);
            gate.open.countDown();
            one.readBytes(OK.length());
            assertThat(attache.get("/").status()).isEqualTo(200);
            Eventually.holds(
                    "all places are given back", () -> attache.metric("attache_http_circuit_taken", "requests") == 0);
        }
    }

    @Test
    void placesAreGivenBackHoweverARequestEnds() throws IOException {
        try (RawOrigin origin = RawOrigin.doing((connection, request, _) -> {
                    if (request.startsWith("GET /reset")) {
                        connection.reset();
                    } else if (request.startsWith("GET /nonsense")) {
                        connection.send("what?\r\n\r\n");
                    } else if (request.startsWith("GET /cut")) {
                        connection
                                .send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc")
                                .close();
                    } else {
                        connection.read();
                    }
                });
                Gateway attache = Gateway.before(origin.address())
                        .clusterSettings("eject: {failures: 0}, circuit: {requests: 1, retries: 1, adaptive: 1000}")
                        .role("timeouts: {request: 200ms}")
                        .route("{cluster: origin, limit: {requests: 1}}")
                        .start()) {
            assertThat(attache.get("/reset").status()).isEqualTo(502);
            assertThat(attache.get("/nonsense").status()).isEqualTo(502);
            try (RawClient cut = attache.client()) {
                cut.send("GET /cut HTTP/1.1\r\nHost: h\r\n\r\n").expectClosed();
            }
            assertThat(attache.get("/late").status()).isEqualTo(504);
            try (RawClient gone = attache.client()) {
                gone.send("GET /gone HTTP/1.1\r\nHost: h\r\n\r\n");
                Eventually.holds(
                        "it is there", () -> origin.requests().getLast().contains("/gone"));
            }
            Eventually.holds(
                    "all places are given back",
                    () -> attache.metric("attache_http_circuit_taken", "kind=\"requests\"") == 0
                            && attache.metric("attache_http_circuit_taken", "kind=\"retries\"") == 0
                            && attache.metric("attache_http_adaptive_taken") == 0);
            assertThat(attache.get("/late").status()).isEqualTo(504);
        }
    }

    @Test
    void connectionsOfAllEndpointsAndLoopsAreCountedTogether() throws IOException {
        try (Gate one = new Gate();
                Gate other = new Gate();
                Gateway attache = Gateway.before(one.origin.address(), other.origin.address())
                        .clusterSettings("circuit: {connections: 2}")
                        .loops(2)
                        .start()) {
            List<RawClient> clients = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                clients.add(attache.client().send(GET));
            }
            Eventually.holds(
                    "two are there",
                    () -> one.origin.requests().size() + other.origin.requests().size() == 2);
            one.open.countDown();
            other.open.countDown();
            for (RawClient each : clients) {
                assertThat(each.readBytes(12)).startsWith("HTTP/1.1 ");
                each.close();
            }
            assertThat(one.origin.connections() + other.origin.connections()).isEqualTo(2);
        }
    }

    @Test
    void whoWaitsForAConnectionIsCountedToo() throws IOException {
        try (Gate gate = new Gate();
                Gateway attache = Gateway.before(gate.origin.address())
                        .clusterSettings("circuit: {connections: 1, pending: 1}")
                        .start();
                RawClient served = attache.client();
                RawClient waiting = attache.client()) {
            served.send(GET);
            Eventually.holds("it is there", () -> gate.origin.requests().size() == 1);
            waiting.send(GET);
            Eventually.holds("it waits", () -> attache.metric("attache_http_circuit_taken", "pending") == 1);
            assertTurnedAway(attache.get("/"), Refusal.OVERLOADED);
            gate.open.countDown();
            assertThat(served.readBytes(OK.length())).isEqualTo(OK);
            assertThat(waiting.readBytes(OK.length())).isEqualTo(OK);
            assertThat(attache.metric("attache_http_circuit_taken", "pending")).isZero();
        }
    }

    @Test
    void aClusterWithMoreToDoThanItCanIsSparedAndChecksOfHealthGetThrough() throws Exception {
        AtomicInteger most = new AtomicInteger();
        AtomicInteger inside = new AtomicInteger();
        Semaphore workers = new Semaphore(4);
        try (RawOrigin origin = RawOrigin.doing((connection, _, _) -> {
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    workers.acquireUninterruptibly();
                    connection.pause(Duration.ofMillis(5));
                    workers.release();
                    inside.decrementAndGet();
                    connection.send(OK);
                });
                Gateway attache = Gateway.before(origin.address())
                        .clusterSettings("circuit: {adaptive: {min: 2, max: 40}}")
                        .route("{match: {path: /healthz}, cluster: origin, limit: {shed: false}}")
                        .route("{cluster: origin}")
                        .start();
                ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            AtomicInteger served = new AtomicInteger();
            AtomicInteger shed = new AtomicInteger();
            CountDownLatch enough = new CountDownLatch(3000);
            for (int i = 0; i < 100; i++) {
                crowd.submit(() -> {
                    while (enough.getCount() > 0) {
                        boolean answered = attache.get("/").status() == 200;
                        (answered ? served : shed).incrementAndGet();
                        enough.countDown();
                    }
                    return null;
                });
            }
            for (int i = 0; i < 20; i++) {
                assertThat(attache.get("/healthz").status()).isEqualTo(200);
            }
            enough.await();
            assertThat(served.get()).isPositive();
            assertThat(shed.get()).isPositive();
            assertThat(attache.metric("attache_http_adaptive_limit")).isBetween(2.0, 40.0);
        }
    }

    @Test
    void aRequestThatMustNotBeSentTwiceGetsAConnectionThatIsYoungEnough() throws IOException {
        try (RawOrigin origin = RawOrigin.answering(OK);
                Gateway attache = Gateway.before(origin.address())
                        .role("pool: {fresh-after: 50ms}")
                        .start();
                RawClient client = attache.client()) {
            String post = "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n\r\nx";
            client.send(post + post).readBytes(2 * OK.length());
            assertThat(origin.connections()).isEqualTo(1);
            client.expectSilence(Duration.ofMillis(150));
            client.send(GET).readBytes(OK.length());
            assertThat(origin.connections()).isEqualTo(1);
            client.expectSilence(Duration.ofMillis(150));
            client.send(post).readBytes(OK.length());
            assertThat(origin.connections()).isEqualTo(2);
        }
    }
}
