package dev.attache.role.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.base.HostPort;
import dev.attache.role.Experiment;
import dev.attache.testing.ChildProcess;
import dev.attache.testing.Eventually;
import dev.attache.testing.Program;
import dev.attache.testing.WebServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Servers of gRPC that fail: their answers are 200, and what counts against them is `grpc-status`, be it in trailers
/// or
/// in an answer that has nothing else.
final class GrpcFaultIT {
    /// Ends with the status that the path names: `/trailers/14`, `/head/14`; with none at `/none`.
    private static final String SERVER = """
        const server = require('http2').createServer();
        server.on('stream', (stream, headers) => {
          const [, way, status] = headers[':path'].split('/');
          const head = {':status': 200, 'content-type': 'application/grpc', 'x-by': 'NAME'};
          stream.on('error', () => {});
          if (way === 'head') {
            stream.respond({...head, 'grpc-status': status}, {endStream: true});
          } else if (way === 'none') {
            stream.respond(head);
            stream.end('x');
          } else {
            stream.respond(head, {waitForTrailers: true});
            stream.on('wantTrailers', () => stream.sendTrailers({'grpc-status': ALWAYS || status}));
            stream.end('x');
          }
        });
        server.listen(PORT, '127.0.0.1');
        """;

    @TempDir
    private Path folder;

    private static WebServer server(String name) throws IOException {
        return WebServer.node(SERVER.replace("NAME", name).replace("ALWAYS", "0"));
    }

    private static WebServer failing(String name) throws IOException {
        return WebServer.node(SERVER.replace("NAME", name).replace("ALWAYS", "14"));
    }

    private static Gateway.Plan before(HostPort... servers) {
        return Gateway.before(servers)
                .clusterSettings("protocol: http2, eject: {failures: 2, for: 1h}, balance: {panic: 0%}");
    }

    private static boolean isEjected(Gateway attache) {
        return attache.metric("attache_endpoint_ejections_total") == 1;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/head/14", "/trailers/14", "/head/4", "/trailers/4"})
    void aServerThatSaysItIsUnavailableIsEjectedThoughItAnswers200(String path) throws IOException {
        try (WebServer server = server("a");
                Gateway attache = before(server.address()).start()) {
            assertThat(attache.get(path).status()).isEqualTo(200);
            assertThat(attache.get("/trailers/0").status()).isEqualTo(200);
            assertThat(attache.get(path).status()).isEqualTo(200);
            assertThat(isEjected(attache)).isFalse();
            assertThat(attache.get(path).status()).isEqualTo(200);
            Eventually.holds("it is ejected", () -> isEjected(attache));
            assertThat(attache.lastFailure()).isEqualTo(path.endsWith("14") ? "answered 503" : "answered 504");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/head/5", "/trailers/5", "/trailers/13", "/head/1", "/trailers/8", "/none", "/trailers/0"})
    void whatBlamesTheCallOrTheCodeEjectsNobody(String path) throws IOException {
        try (WebServer server = server("a");
                Gateway attache = before(server.address()).start()) {
            for (int i = 0; i < 6; i++) {
                assertThat(attache.get(path).status()).isEqualTo(200);
            }
            assertThat(isEjected(attache)).isFalse();
        }
    }

    @Test
    void aTimeThatTheClientSetIsNobodysFault() throws IOException {
        try (WebServer server = server("a");
                Gateway attache = before(server.address()).start()) {
            for (int i = 0; i < 6; i++) {
                assertThat(attache.get("/trailers/4", "grpc-timeout: 5S").status())
                        .isEqualTo(200);
            }
            assertThat(isEjected(attache)).isFalse();
        }
    }

    @Test
    void oneThatFailsAtOnceAttractsNothing() throws IOException {
        try (WebServer bad = failing("bad");
                WebServer good = server("good");
                Gateway attache = Gateway.before(bad.address(), good.address())
                        .clusterSettings(
                                "protocol: http2, eject: {failures: 0}, balance: {policy: peak-ewma, decay: 2s}")
                        .start()) {
            int failed = 0;
            for (int i = 0; i < 300; i++) {
                failed += attache.get("/trailers/0").header("x-by").equals("bad") ? 1 : 0;
            }
            assertThat(failed).as("of 300").isLessThan(20);
        }
    }

    @Test
    void anAnswerOfTrailersOnlyIsSentAgainWhereItsStatusIsListed() throws IOException {
        try (WebServer server = server("a");
                WebServer another = server("b");
                Gateway attache = Gateway.before(server.address(), another.address())
                        .clusterSettings("protocol: http2, eject: {failures: 0}")
                        .role("retry: {on: [503], tries: 2}")
                        .start()) {
            attache.get("/head/14");
            assertThat(attache.metric("attache_http_retries_total")).isEqualTo(1);
            attache.get("/trailers/14");
            assertThat(attache.metric("attache_http_retries_total"))
                    .as("a body that has begun is passed on")
                    .isEqualTo(1);
        }
    }

    @Test
    void anExperimentCountsThemAsErrors() throws IOException {
        try (WebServer bad = failing("bad");
                WebServer good = server("good");
                Gateway attache = new Gateway.Plan()
                        .clusterSettings("protocol: http2, eject: {failures: 0}")
                        .cluster("stable", good.address())
                        .cluster("next", bad.address())
                        .route("split: {name: calls, by: random, arms: {stable: {cluster: stable}, next: {cluster:"
                                + " next}}}")
                        .start()) {
            for (int i = 0; i < 40; i++) {
                attache.get("/trailers/0");
            }
            Experiment experiment = attache.role().experiments().getFirst();
            List<?> arms = (List<?>) Objects.requireNonNull(experiment.facts().get("arms"));
            assertThat(((Map<?, ?>) arms.getFirst()).get("errors")).isEqualTo(0L);
            Map<?, ?> next = (Map<?, ?>) arms.getLast();
            assertThat(next.get("errors")).isEqualTo(next.get("requests"));
            assertThat(next.get("requests")).isNotEqualTo(0L);
        }
    }

    @Test
    void theAccessLogTellsThem() throws Exception {
        Path log = folder.resolve("access.log");
        try (WebServer server = server("a");
                Gateway attache = before(server.address())
                        .role("access-log: {to: " + log + ", sample: 0%}")
                        .start()) {
            attache.get("/trailers/5");
            attache.get("/trailers/14");
            Eventually.holds("the line is there", () -> Files.exists(log) && Files.size(log) > 0);
            assertThat(Files.readString(log))
                    .contains("\"status\":200", "\"grpc\":14")
                    .doesNotContain("\"grpc\":5");
        }
    }

    /// A client of HTTP/2 sees what the server has said, untouched.
    @Test
    void trailersPassAsTheyCame() throws Exception {
        try (WebServer server = server("a");
                Gateway attache = before(server.address()).start();
                ChildProcess curl = ChildProcess.start(
                        folder,
                        Map.of(),
                        List.of(
                                Program.CURL.path().toString(),
                                "-sSi",
                                "--http2-prior-knowledge",
                                "http://127.0.0.1:" + attache.port() + "/trailers/14"))) {
            curl.awaitExit(Duration.ofSeconds(20));
            assertThat(curl.output()).contains("grpc-status: 14");
        }
    }
}
