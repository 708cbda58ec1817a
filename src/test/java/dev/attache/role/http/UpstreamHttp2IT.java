package dev.attache.role.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.ChildProcess;
import dev.attache.testing.HttpAnswer;
import dev.attache.testing.Program;
import dev.attache.testing.RawClient;
import dev.attache.testing.WebServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Origins that speak HTTP/2 (Node's own), behind clients of either version.
final class UpstreamHttp2IT {
    private static final String HTTP1 = "--http1.1";
    private static final String HTTP2 = "--http2-prior-knowledge";

    @TempDir
    private Path folder;

    private static Gateway before(WebServer origin, String... role) {
        return Gateway.before(origin.address())
                .clusterSettings("protocol: http2, connect-timeout: 2s")
                .role(role)
                .start();
    }

    private static WebServer node(String onStream) throws IOException {
        return WebServer.node("const server = require('http2').createServer(); let count = 0;"
                + "server.on('stream', (stream, headers) => { count++; stream.on('error', () => {});" + onStream
                + "}); server.listen(PORT, '127.0.0.1');");
    }

    private String curl(Gateway attache, String version, String path, String... more) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(Program.CURL.path().toString(), "-sS", "--max-time", "20", version));
        command.addAll(List.of(more));
        command.add("http://127.0.0.1:" + attache.port() + path);
        try (ChildProcess curl = ChildProcess.start(folder, Map.of(), command)) {
            int status = curl.awaitExit(Duration.ofSeconds(30));
            return curl.output() + (status == 0 ? "" : " exit " + status);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {HTTP1, HTTP2})
    void aRequestAndItsAnswerPass(String version) throws IOException {
        String echo = "stream.respond({':status': 201, 'x-a': 'b', 'content-type': 'text/plain'});"
                + "stream.end(headers[':method'] + ' ' + headers[':scheme'] + ' ' + headers[':authority']"
                + " + headers[':path'] + ' ' + headers['cookie'] + ' ' + headers['x-forwarded-for']"
                + " + ' ' + headers['connection'] + ' ' + headers['te']);";
        try (WebServer origin = node(echo);
                Gateway attache = before(origin)) {
            String told = curl(
                    attache,
                    version,
                    "/a?b",
                    "-H",
                    "Host: shop",
                    "-H",
                    "Cookie: c=1",
                    "-w",
                    " %{http_code} %{http_version}");
            assertThat(told)
                    .startsWith("GET http shop/a?b c=1 127.0.0.1 undefined undefined 201 ")
                    .endsWith(version.equals(HTTP1) ? "1.1" : "2");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {HTTP1, HTTP2})
    void largeBodiesPassBothWays(String version) throws IOException {
        byte[] body = new byte[3_000_000];
        new Random(1).nextBytes(body);
        Path sent = Files.write(folder.resolve("sent"), body);
        Path copy = folder.resolve("copy");
        try (WebServer origin = node("stream.respond({':status': 200}); stream.pipe(stream);");
                Gateway attache = before(origin)) {
            for (String header : List.of("Transfer-Encoding: chunked", "Expect:", "Expect: 100-continue")) {
                String told =
                        curl(attache, version, "/", "--data-binary", "@" + sent, "-H", header, "-o", copy.toString());
                assertThat(told).isEmpty();
                assertThat(Files.mismatch(sent, copy)).as(header).isEqualTo(-1);
            }
        }
    }

    @Test
    void headAndAnswersWithoutBodyAreWhole() throws IOException {
        try (WebServer origin =
                        node("stream.respond({':status': headers[':path'] === '/none' ? 204 : 200, 'content-length':"
                                + " headers[':path'] === '/none' ? undefined : 5}, {endStream: headers[':method'] ==="
                                + " 'HEAD' || headers[':path'] === '/none'}); if (!stream.writableEnded)"
                                + " stream.end('12345');");
                Gateway attache = before(origin)) {
            for (String version : List.of(HTTP1, HTTP2)) {
                assertThat(curl(attache, version, "/", "-I")).contains("ontent-length: 5");
                assertThat(curl(attache, version, "/none", "-w", "%{http_code}"))
                        .isEqualTo("204");
                assertThat(curl(attache, version, "/")).isEqualTo("12345");
            }
        }
    }

    @Test
    void trailersPassBothWays() throws IOException {
        String script = "let sum; stream.on('trailers', t => sum = t['x-sum']);"
                + "stream.respond({':status': 200}, {waitForTrailers: true});"
                + "stream.on('wantTrailers', () => stream.sendTrailers({'x-answer': 'got ' + sum}));"
                + "stream.on('data', () => {}); stream.on('end', () => stream.end('ok'));";
        try (WebServer origin = node(script);
                Gateway attache = before(origin);
                RawClient client = attache.client()) {
            String head = "POST / HTTP/1.1|Host: a|TE: trailers|Connection: TE, close|Transfer-Encoding: chunked||";
            client.send(head.replace("|", "\r\n")).send("2\r\nab\r\n0\r\nX-Sum: 9\r\n\r\n");
            assertThat(client.readToEnd()).endsWith("\r\n2\r\nok\r\n0\r\nx-answer: got 9\r\n\r\n");
        }
    }

    @Test
    void manyStreamsShareAConnectionWithinWhatTheServerTakes() throws IOException {
        String script = "most = Math.max(most, ++open); setTimeout(() => { open--;"
                + "stream.respond({':status': 200}); stream.end(String(most)); }, 1);";
        String server = "let most = 0, open = 0, sessions = 0;"
                + "const server = require('http2').createServer({settings: {maxConcurrentStreams: 7}});"
                + "server.on('session', () => sessions++);"
                + "server.on('stream', (stream, headers) => { if (headers[':path'] === '/most') {"
                + "stream.respond({':status': 200}); stream.end(most + ' ' + sessions); return; }" + script
                + "}); server.listen(PORT, '127.0.0.1');";
        try (WebServer origin = WebServer.node(server);
                Gateway attache = before(origin, "pool: {connections: 2}")) {
            assertThat(curl(attache, HTTP2, "/")).isEqualTo("1");
            List<String> command = List.of(
                    Program.H2LOAD.path().toString(),
                    "-n",
                    "2000",
                    "-c",
                    "4",
                    "-m",
                    "20",
                    "http://127.0.0.1:" + attache.port() + "/");
            try (ChildProcess h2load = ChildProcess.start(folder, Map.of(), command)) {
                h2load.awaitExit(Duration.ofMinutes(1));
                assertThat(h2load.output()).contains("2000 succeeded, 0 failed", "2000 2xx");
            }
            assertThat(curl(attache, HTTP2, "/most")).isEqualTo("14 2");
        }
    }

    @Test
    void aServerThatGoesAwayIsLeftWithoutALostRequest() throws IOException {
        try (WebServer origin = node("stream.respond({':status': 200}); stream.end(String(count));"
                        + "if (count % 3 === 0) stream.session.close();");
                Gateway attache = before(origin)) {
            for (int i = 1; i < 20; i++) {
                assertThat(curl(attache, HTTP1, "/", "-X", "POST", "-d", "x")).isEqualTo(String.valueOf(i));
            }
        }
    }

    @Test
    void aRefusedStreamIsSentAgainWhateverItsMethod() throws IOException {
        try (WebServer origin = node("if (count === 1) { stream.close(7); return; }"
                        + "stream.respond({':status': 200}); stream.end('second');");
                Gateway attache = before(origin)) {
            HttpAnswer answer = HttpAnswer.of(attache.port(), "DELETE", "/");
            assertThat(answer.body()).contains("second");
            assertThat(attache.metric("attache_http_retries_total")).isEqualTo(1);
        }
    }

    /// Nothing of a body is held by default, so that what was sent of it is gone.
    @Test
    void aRefusedStreamOfWhoseBodySomeWasSentIsNotSentAgain() throws IOException {
        try (WebServer origin = node("stream.once('data', () => stream.close(7));");
                Gateway attache = before(origin)) {
            assertThat(curl(attache, HTTP1, "/", "-d", "x", "-o", "/dev/null", "-w", "%{http_code}"))
                    .isEqualTo("502");
            assertThat(attache.metric("attache_http_retries_total")).isZero();
        }
    }

    @Test
    void whatIsLostOrResetIsToldByTheTable() throws IOException {
        String script = "const path = headers[':path'];if (path === '/reset') stream.close(2);else if (path ==="
                + " '/lost') stream.session.destroy();else { stream.respond({':status': 200}); stream.write('half');"
                + " setTimeout(() => stream.session.destroy(), 50); }";
        try (WebServer origin = node(script);
                Gateway attache = before(origin)) {
            assertThat(curl(attache, HTTP2, "/reset", "-d", "x", "-w", " %{http_code}"))
                    .endsWith("502");
            assertThat(curl(attache, HTTP2, "/lost", "-d", "x", "-w", " %{http_code}"))
                    .endsWith("502");
            assertThat(curl(attache, HTTP2, "/cut")).contains("half").endsWith("exit 92");
            assertThat(curl(attache, HTTP1, "/cut")).contains("half").endsWith("exit 18");
        }
    }

    @Test
    void anOriginThatSpeaksOtherwiseIsNoUpstream() throws IOException {
        try (WebServer origin = WebServer.nginx(Map.of("a", new byte[10]));
                Gateway attache = before(origin)) {
            assertThat(curl(attache, HTTP1, "/a", "-o", "/dev/null", "-w", "%{http_code}"))
                    .isEqualTo("502");
        }
    }
}
