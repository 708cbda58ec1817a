package dev.attache.role.http;

import static dev.attache.role.http.Http2Frames.GOAWAY;
import static dev.attache.role.http.Http2Frames.frame;
import static dev.attache.role.http.Http2Frames.number;
import static dev.attache.role.http.Http2Frames.reset;
import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.role.http.endpoint.Pool;
import dev.attache.testing.Eventually;
import dev.attache.testing.HttpAnswer;
import dev.attache.testing.RawClient;
import dev.attache.testing.RawOrigin;
import dev.attache.testing.WebServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests that wait for an endpoint when it leaves: they go to another one, or are told by the table.
final class HandOverIT {
    private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final String HTTP2 = "protocol: http2, connect-timeout: 20s";
    private static final String ONE = "pool: {connections: 1}";

    private static final String CHECKED =
            HTTP2 + ", health: {check: grpc, interval: 50ms, timeout: 10s, rise: 1, fall: 1}";

    /// Says that it serves until it was asked for `/ill`.
    private static final String SERVER = """
        let serves = 1;
        const server = require('http2').createServer({settings: {maxConcurrentStreams: STREAMS}});
        server.on('stream', (stream, headers) => {
          stream.on('error', () => {});
          if (headers[':path'] === '/ill') {
            serves = 2;
            stream.respond({':status': 200});
            stream.end('so be it');
          } else if (headers[':path'] === '/grpc.health.v1.Health/Check') {
            stream.respond({':status': 200, 'content-type': 'application/grpc'}, {waitForTrailers: true});
            stream.on('wantTrailers', () => stream.sendTrailers({'grpc-status': '0'}));
            stream.end(Buffer.from([0, 0, 0, 0, 2, 8, serves]));
          } else {
            stream.respond({':status': 200});
            stream.END;
          }
        });
        server.listen(PORT, '127.0.0.1');
        """;

    @TempDir
    private Path folder;

    private static WebServer stuck() throws IOException {
        return WebServer.node(SERVER.replace("STREAMS", "1").replace("END", "write('begun')"));
    }

    private static WebServer quick() throws IOException {
        return WebServer.node(SERVER.replace("STREAMS", "100").replace("END", "end('quick')"));
    }

    private static Pool pool(Gateway attache) {
        return attache.role().loops().getFirst().targets().clusters().getFirst().pools()[0];
    }

    private static void awaitWaiting(Gateway attache, int count) {
        Eventually.holds("they wait", () -> pool(attache).pending() == count);
    }

    private static int statusOf(RawClient client) throws IOException {
        return HttpAnswer.parse(client.readTo("\r\n\r\n")).status();
    }

    private static void toIll(WebServer origin) throws IOException {
        try (Gateway direct =
                Gateway.before(origin.address()).clusterSettings(HTTP2).start()) {
            assertThat(direct.get("/ill").body()).contains("so be it");
        }
    }

    @Test
    void whoWaitsForAStreamGoesToAnotherEndpointWhenHisIsTakenOutOfTheFile() throws IOException {
        try (WebServer stuck = stuck();
                WebServer quick = quick();
                Gateway attache = Gateway.before(stuck.address())
                        .clusterSettings(HTTP2)
                        .role(ONE)
                        .start();
                RawClient first = attache.client();
                RawClient second = attache.client();
                RawClient third = attache.client()) {
            first.send(GET).readTo("begun");
            second.send(GET);
            third.send(GET.replace("GET", "POST"));
            awaitWaiting(attache, 2);
            attache.reload(
                    Gateway.before(quick.address()).clusterSettings(HTTP2).role(ONE));
            second.readTo("quick");
            third.readTo("quick");
            assertThat(attache.metric("attache_http_requests_total")).isEqualTo(3);
            assertThat(attache.metric("attache_http_refusals_total")).isZero();
            assertThat(attache.metric("attache_http_answers_cut_total"))
                    .as("what is being answered goes on")
                    .isZero();
        }
    }

    @Test
    void whoWaitsForAStreamGoesToAnotherEndpointWhenHisFailsItsChecks() throws IOException {
        try (WebServer stuck = stuck();
                WebServer quick = quick();
                Gateway attache = Gateway.before(stuck.address(), quick.address())
                        .clusterSettings(CHECKED)
                        .role(ONE)
                        .start();
                RawClient first = attache.client();
                RawClient second = attache.client()) {
            first.send(GET).readTo("begun");
            assertThat(attache.get("/").body()).contains("quick");
            second.send(GET);
            awaitWaiting(attache, 1);
            toIll(stuck);
            second.readTo("quick");
        }
    }

    @Test
    void whereNoEndpointIsLeftWhoWaitsIsToldSo() throws IOException {
        try (WebServer stuck = stuck();
                Gateway attache = Gateway.before(stuck.address())
                        .clusterSettings(CHECKED)
                        .role(ONE)
                        .start();
                RawClient first = attache.client();
                RawClient second = attache.client()) {
            first.send(GET).readTo("begun");
            second.send(GET);
            awaitWaiting(attache, 1);
            toIll(stuck);
            assertThat(statusOf(second)).isEqualTo(503);
            assertThat(attache.metric("attache_http_refusals_total", "fault=\"no_endpoint\""))
                    .isEqualTo(1);
        }
    }

    @Test
    void whoWaitsForTheFirstWordOfAServerGoesToAnotherEndpointToo() throws IOException {
        try (RawOrigin mute = RawOrigin.doing((connection, _, _) -> connection.read());
                WebServer quick = quick();
                Gateway attache =
                        Gateway.before(mute.address()).clusterSettings(HTTP2).start();
                RawClient client = attache.client()) {
            client.send(GET);
            Eventually.holds("it is connected", () -> mute.connections() == 1);
            attache.reload(Gateway.before(quick.address()).clusterSettings(HTTP2));
            client.readTo("quick");
            assertThat(attache.metric("attache_http_upstream_failures_total")).isZero();
        }
    }

    /// Its pool makes no connection any more, and keeps none for those who come back to it.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatAnEndpointRefusesThatHasLeftGoesToAnotherWhateverItsMethod(boolean saysFarewell) throws IOException {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch left = new CountDownLatch(1);
        String refusal =
                saysFarewell ? frame(GOAWAY, 0, 0, number(0) + number(0)) : reset(1, Http2Frames.REFUSED_STREAM);
        try (RawOrigin refusing = RawOrigin.doing((connection, _, _) -> {
                    Http2Frames.begin(connection, Http2Frames.settings(""));
                    asked.countDown();
                    await(left);
                    connection.send(refusal).readTo("until it ends");
                });
                WebServer quick = quick();
                Gateway attache = Gateway.before(refusing.address())
                        .clusterSettings(HTTP2)
                        .start();
                RawClient client = attache.client()) {
            Pool leaving = pool(attache);
            client.send(GET.replace("GET", "POST"));
            Eventually.holds("the origin has it", () -> asked.getCount() == 0);
            attache.reload(Gateway.before(quick.address()).clusterSettings(HTTP2));
            Eventually.holds("the endpoint has left", leaving::isLeaving);
            left.countDown();
            client.readTo("quick");
            assertThat(refusing.connections()).as("it is not dialed anew").isEqualTo(1);
            assertThat(attache.metric("attache_http_retries_total")).isEqualTo(1);
            Eventually.holds("its connection is closed", () -> leaving.open() == 0);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// The cluster's new settings have the same endpoint spoken to in another way.
    @Test
    void aPoolThatWasReplacedLosesNobody() throws IOException {
        try (WebServer stuck = stuck();
                RawOrigin quick = RawOrigin.answering(OK);
                Gateway attache = Gateway.before(stuck.address())
                        .clusterSettings(HTTP2)
                        .role(ONE)
                        .start();
                RawClient first = attache.client();
                RawClient second = attache.client()) {
            first.send(GET).readTo("begun");
            second.send(GET);
            awaitWaiting(attache, 1);
            attache.reload(Gateway.before(quick.address()).role(ONE));
            assertThat(second.readBytes(OK.length())).isEqualTo(OK);
        }
    }

    @Test
    void whoWaitsForAConnectionGoesToAnotherEndpointInHttp11Too() throws IOException {
        Path log = folder.resolve("access.log");
        String[] role = {ONE, "access-log: {to: " + log + "}"};
        try (RawOrigin stuck = RawOrigin.doing((connection, _, _) -> connection.read());
                RawOrigin quick = RawOrigin.answering(OK);
                Gateway attache = Gateway.before(stuck.address()).role(role).start();
                RawClient first = attache.client();
                RawClient second = attache.client()) {
            first.send(GET);
            Eventually.holds("the first is there", () -> stuck.requests().size() == 1);
            second.send(GET);
            awaitWaiting(attache, 1);
            attache.reload(Gateway.before(quick.address()).role(role));
            assertThat(second.readBytes(OK.length())).isEqualTo(OK);
            Eventually.passes(() -> assertThat(Files.readString(log))
                    .as("it was sent once only")
                    .contains("\"tries\":1,"));
        }
    }
}
