package dev.attache.role.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.ChildProcess;
import dev.attache.testing.Eventually;
import dev.attache.testing.Program;
import dev.attache.testing.WebServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The table of `docs/http.md`, by each version on either side, and what a real client is told: where an upstream
/// fails,
/// a real server that is killed, stopped, slow, resetting or out of its mind; where a bound is reached; and where the
/// client sends too much, or too slowly.
final class OutcomeTableIT {
    /// What a server does, by the path; `raw` is its connection's socket.
    private static final String WAYS = """
        const ways = {
          '/well': (answer, raw) => answer('well'),
          '/hold': (answer, raw) => {},
          '/reset': (answer, raw) => raw.resetAndDestroy(),
          '/close': (answer, raw) => raw.destroy(),
          '/nonsense': (answer, raw) => raw.write('nonsense, and no answer in any version\\r\\n\\r\\n'),
          '/cut': (answer, raw) => { answer('half', true); setTimeout(() => raw.resetAndDestroy(), 50); },
        };
        """;

    private static final String HTTP1 = WAYS + """
        require('http').createServer((request, response) => {
          response.on('error', () => {});
          ways[request.url]((text, open) => {
            response.writeHead(200, {'content-length': open ? 1000 : text.length});
            open ? response.write(text) : response.end(text);
          }, request.socket);
        }).listen(PORT, '127.0.0.1');
        """;

    private static final String HTTP2 = WAYS + """
        const sockets = new Map();
        const server = require('http2').createServer({settings: {maxConcurrentStreams: 1}});
        server.on('connection', socket => sockets.set(socket.remotePort, socket));
        server.on('session', session => session.on('error', () => {}));
        server.on('stream', (stream, headers) => {
          stream.on('error', () => {});
          ways[headers[':path']]((text, open) => {
            stream.respond({':status': 200, 'content-length': open ? 1000 : text.length});
            open ? stream.write(text) : stream.end(text);
          }, sockets.get(stream.session.socket.remotePort));
        });
        server.listen(PORT, '127.0.0.1');
        """;

    /// A client that announces a body of 1000 bytes and sends one of them, and further ones after pauses if it is told
    /// of a pause.
    private static final String SLOW = """
        const [version, port, pause] = process.argv.slice(1);
        const tell = (status, fault) => {
          console.log(status + ' ' + fault.split('error=')[1]);
          process.exit(0);
        };
        const http1 = () => require('http')
          .request({port, host: '127.0.0.1', method: 'POST', path: '/hold', headers: {'content-length': 1000}})
          .on('response', answer => tell(answer.statusCode, answer.headers['proxy-status']));
        const http2 = () => require('http2').connect('http://127.0.0.1:' + port)
          .request({':method': 'POST', ':path': '/hold', 'content-length': 1000})
          .on('response', head => tell(head[':status'], head['proxy-status']));
        const request = version === 'h1' ? http1() : http2();
        request.on('error', () => {});
        request.write('x');
        if (pause > 0) setInterval(() => request.write('x'), pause);
        """;

    @TempDir
    private Path folder;

    private static WebServer server(String upstream) throws IOException {
        return WebServer.node(upstream.equals("h1") ? HTTP1 : HTTP2);
    }

    private static Gateway before(WebServer server, String upstream, String... role) {
        return plan(server, upstream, "").role("retry: {tries: 1}").role(role).start();
    }

    private static Gateway.Plan plan(WebServer server, String upstream, String cluster) {
        String protocol = upstream.equals("h1") ? "http1" : "http2";
        return Gateway.before(server.address())
                .clusterSettings("protocol: " + protocol + ", connect-timeout: 2s, eject: {failures: 0}" + cluster);
    }

    private ChildProcess curl(Gateway attache, String client, String path, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Program.CURL.path().toString(),
                "-sSi",
                "--max-time",
                "20",
                client.equals("h1") ? "--http1.1" : "--http2-prior-knowledge"));
        command.addAll(List.of(more));
        command.add("http://127.0.0.1:" + attache.port() + path);
        return ChildProcess.start(folder, Map.of(), command);
    }

    /// The status, and the fault that the client is told, or else the text.
    private static String outcomeOf(ChildProcess curl) throws IOException {
        int exit = curl.awaitExit(Duration.ofSeconds(30));
        String text = curl.output();
        String first = text.lines()
                .filter(line -> line.startsWith("HTTP/"))
                .findFirst()
                .orElse("HTTP/ no answer");
        String status = first.split(" ", 3)[1];
        int error = text.indexOf("error=");
        if (exit != 0) {
            return status + " broken off";
        }
        assertThat(text.toLowerCase(Locale.ROOT).contains("\nretry-after: 1\r"))
                .as("when to come back, in %s", text)
                .isEqualTo(status.equals("503"));
        return status + " " + (error < 0 ? text.lines().toList().getLast() : word(text, error + 6));
    }

    private static String word(String text, int from) {
        return text.substring(from).lines().findFirst().orElse("").strip();
    }

    private String ask(Gateway attache, String client, String path, String... more) throws IOException {
        try (ChildProcess curl = curl(attache, client, path, more)) {
            return outcomeOf(curl);
        }
    }

    private static void awaitRequests(Gateway attache, int count) {
        Eventually.holds("they are under way", () -> attache.metric("attache_http_requests_total") == count);
    }

    @ParameterizedTest
    @CsvSource({"h1,h1", "h1,h2", "h2,h1", "h2,h2"})
    void oneThatIsKilled(String client, String upstream) throws IOException {
        try (WebServer server = server(upstream);
                Gateway attache = before(server, upstream)) {
            assertThat(ask(attache, client, "/well")).isEqualTo("200 well");
            try (ChildProcess waiting = curl(attache, client, "/hold")) {
                awaitRequests(attache, 2);
                Eventually.holds(
                        "it is with the server", () -> attache.metric("attache_http_upstream_requests_total") == 2);
                server.kill();
                assertThat(outcomeOf(waiting)).isEqualTo("502 connection_terminated");
            }
            assertThat(ask(attache, client, "/well")).isEqualTo("502 connection_refused");
            server.restart();
            assertThat(ask(attache, client, "/well")).isEqualTo("200 well");
        }
    }

    @ParameterizedTest
    @CsvSource({"h1,h1", "h1,h2", "h2,h1", "h2,h2"})
    void oneThatIsStopped(String client, String upstream) throws IOException {
        try (WebServer server = server(upstream);
                Gateway attache = before(server, upstream, "timeouts: {try: 300ms}")) {
            assertThat(ask(attache, client, "/well")).isEqualTo("200 well");
            server.suspend();
            assertThat(ask(attache, client, "/well")).isEqualTo("504 http_response_timeout");
            server.resume();
            Eventually.passes(() -> assertThat(ask(attache, client, "/well")).isEqualTo("200 well"));
        }
    }

    @ParameterizedTest
    @CsvSource({"h1,h1", "h1,h2", "h2,h1", "h2,h2"})
    void oneThatIsSlow(String client, String upstream) throws IOException {
        try (WebServer server = server(upstream)) {
            try (Gateway attache = before(server, upstream, "timeouts: {try: 200ms}")) {
                assertThat(ask(attache, client, "/hold")).isEqualTo("504 http_response_timeout");
            }
            try (Gateway attache = before(server, upstream, "timeouts: {request: 200ms}")) {
                assertThat(ask(attache, client, "/hold")).isEqualTo("504 http_response_timeout");
            }
            try (Gateway attache = before(server, upstream)) {
                assertThat(ask(attache, client, "/hold", "-H", "X-Request-Timeout: 200ms"))
                        .isEqualTo("504 http_response_timeout");
                assertThat(attache.metric("attache_http_refusals_total", "fault=\"out_of_time\""))
                        .isEqualTo(1);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"h1,h1", "h1,h2", "h2,h1", "h2,h2"})
    void oneThatEndsTheConnectionOrTalksNonsense(String client, String upstream) throws IOException {
        try (WebServer server = server(upstream);
                Gateway attache = before(server, upstream)) {
            assertThat(ask(attache, client, "/reset")).isEqualTo("502 connection_terminated");
            assertThat(ask(attache, client, "/close")).isEqualTo("502 connection_terminated");
            assertThat(ask(attache, client, "/nonsense")).isEqualTo("502 http_protocol_error");
            assertThat(ask(attache, client, "/well")).isEqualTo("200 well");
        }
    }

    @ParameterizedTest
    @CsvSource({"h1,h1", "h1,h2", "h2,h1", "h2,h2"})
    void oneThatBreaksOffItsAnswer(String client, String upstream) throws IOException {
        try (WebServer server = server(upstream);
                Gateway attache = before(server, upstream)) {
            assertThat(ask(attache, client, "/cut")).isEqualTo("200 broken off");
            assertThat(attache.metric("attache_http_answers_cut_total")).isEqualTo(1);
            assertThat(ask(attache, client, "/well")).isEqualTo("200 well");
        }
    }

    @ParameterizedTest
    @CsvSource({"h1,h1", "h1,h2", "h2,h1", "h2,h2"})
    void oneThatIsFull(String client, String upstream) throws IOException {
        try (WebServer server = server(upstream);
                Gateway attache = before(server, upstream, "pool: {connections: 1, pending: 1}");
                ChildProcess served = curl(attache, client, "/hold")) {
            Eventually.holds("the first is served", () -> attache.metric("attache_http_upstream_requests_total") == 1);
            try (ChildProcess waiting = curl(attache, client, "/hold")) {
                awaitRequests(attache, 2);
                assertThat(ask(attache, client, "/well")).isEqualTo("503 connection_limit_reached");
                assertThat(waiting.isAlive() && served.isAlive()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"h1,h1", "h1,h2", "h2,h1", "h2,h2"})
    void oneThatIsOut(String client, String upstream) throws IOException {
        String protocol = upstream.equals("h1") ? "http1" : "http2";
        try (WebServer server = server(upstream);
                Gateway attache = Gateway.before(server.address())
                        .clusterSettings(
                                "protocol: " + protocol + ", eject: {failures: 1, for: 1h}, balance: {panic: 0%}")
                        .start()) {
            server.kill();
            assertThat(ask(attache, client, "/well")).isEqualTo("502 connection_refused");
            Eventually.passes(() -> assertThat(ask(attache, client, "/well")).isEqualTo("503 destination_unavailable"));
        }
    }

    @ParameterizedTest
    @CsvSource({"h1,h1", "h1,h2", "h2,h1", "h2,h2"})
    void aBoundOfTheRouteOrTheClusterIsReached(String client, String upstream) throws IOException {
        try (WebServer server = server(upstream)) {
            Gateway.Plan route = plan(server, upstream, "").route("{cluster: origin, limit: {requests: 1}}");
            assertTurnsAway(route, client, "503 connection_limit_reached", "route_full");
            Gateway.Plan circuit = plan(server, upstream, ", circuit: {requests: 1}");
            assertTurnsAway(circuit, client, "503 connection_limit_reached", "circuit_full");
            Gateway.Plan learnt = plan(server, upstream, ", circuit: {adaptive: {min: 1, max: 1}}");
            assertTurnsAway(learnt, client, "503 destination_unavailable", "shed");
        }
    }

    /// What is turned away costs the server nothing, and who was first still waits.
    private void assertTurnsAway(Gateway.Plan plan, String client, String outcome, String fault) throws IOException {
        try (Gateway attache = plan.start();
                ChildProcess served = curl(attache, client, "/hold")) {
            Eventually.holds("the first is served", () -> attache.metric("attache_http_upstream_requests_total") == 1);
            assertThat(ask(attache, client, "/well")).isEqualTo(outcome);
            assertThat(attache.metric("attache_http_refusals_total", "fault=\"" + fault + "\""))
                    .isEqualTo(1);
            assertThat(attache.metric("attache_http_upstream_requests_total")).isEqualTo(1);
            assertThat(served.isAlive()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"h1,h1", "h1,h2", "h2,h1", "h2,h2"})
    void aBodyThatStandsStillOrIsTooSlow(String client, String upstream) throws IOException {
        try (WebServer server = server(upstream)) {
            assertTooSlow(before(server, upstream, "timeouts: {stall: 300ms}"), client, 0);
            assertTooSlow(before(server, upstream, "limits: {body-rate: 10KiB, rate-grace: 300ms}"), client, 50);
        }
    }

    private void assertTooSlow(Gateway before, String client, int pauseMillis) throws IOException {
        List<String> command = List.of(
                Program.NODE.path().toString(),
                "-e",
                SLOW,
                client,
                Integer.toString(before.port()),
                Integer.toString(pauseMillis));
        try (Gateway attache = before;
                ChildProcess slow = ChildProcess.start(folder, Map.of(), command)) {
            assertThat(slow.awaitExit(Duration.ofSeconds(30))).as(slow.output()).isZero();
            assertThat(slow.output().strip()).isEqualTo("408 http_request_error");
            assertThat(attache.metric("attache_http_refusals_total", "fault=\"body_too_slow\""))
                    .isEqualTo(1);
            Eventually.holds(
                    "the server is rid of it", () -> attache.metric("attache_endpoint_requests_in_flight") == 0);
            assertThat(ask(attache, client, "/well")).isEqualTo("200 well");
        }
    }

    @ParameterizedTest
    @CsvSource({"h1,h1", "h1,h2", "h2,h1", "h2,h2"})
    void aBodyThatIsTooLarge(String client, String upstream) throws IOException {
        try (WebServer server = server(upstream);
                Gateway attache = before(server, upstream, "limits: {body: 1KiB}")) {
            String body = "x".repeat(1025);
            assertThat(ask(attache, client, "/hold", "-d", body)).isEqualTo("413 http_request_denied");
            assertThat(ask(
                            attache,
                            client,
                            "/hold",
                            "-d",
                            body,
                            "-H",
                            "Content-Length:",
                            "-H",
                            "Transfer-Encoding: chunked"))
                    .isEqualTo("413 http_request_denied");
            assertThat(ask(attache, client, "/well", "-d", body.substring(1))).isEqualTo("200 well");
        }
    }
}
