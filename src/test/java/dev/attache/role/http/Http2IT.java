package dev.attache.role.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.Certificate;
import dev.attache.testing.ChildProcess;
import dev.attache.testing.Eventually;
import dev.attache.testing.Program;
import dev.attache.testing.RawOrigin;
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

/// Clients that speak HTTP/2, before origins that speak HTTP/1.1.
final class Http2IT {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    @TempDir
    private Path folder;

    private String run(Program program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(program.path().toString()));
        command.addAll(List.of(arguments));
        try (ChildProcess process = ChildProcess.start(folder, Map.of(), command)) {
            int status = process.awaitExit(Duration.ofSeconds(40));
            assertThat(status).as(process.output()).isZero();
            return process.output();
        }
    }

    private String curl(Gateway attache, String path, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-sS", "--max-time", "20", "--http2-prior-knowledge"));
        arguments.addAll(List.of(more));
        arguments.add("http://127.0.0.1:" + attache.port() + path);
        return run(Program.CURL, arguments.toArray(String[]::new));
    }

    @Test
    void aRequestGoesOnAsHttp11() throws IOException {
        try (RawOrigin origin = RawOrigin.answering("HTTP/1.1 200 OK\r\nX-A: b\r\nConnection: X-Gone\r\nX-Gone: 1\r\n"
                        + "Content-Length: 2\r\n\r\nok");
                Gateway attache = Gateway.before(origin.address())
                        .role("forward: {headers: none, request-id: false}")
                        .start()) {
            String told = curl(attache, "/a?b", "-i", "-H", "Cookie: a=1", "-H", "User-Agent: x", "-H", "Host: shop");
            assertThat(told.replace("\r", "")).isEqualTo("HTTP/2 200 \nx-a: b\ncontent-length: 2\n\nok");
            assertThat(origin.requests().getFirst())
                    .startsWith("GET /a?b HTTP/1.1\r\nHost: shop\r\n")
                    .contains("user-agent: x\r\n")
                    .endsWith("Cookie: a=1\r\n\r\n");
        }
    }

    @Test
    void tlsAgreesOnItAndOnHttp11WithOthers() throws IOException {
        Certificate certificate = Certificate.make(folder, "cert");
        try (RawOrigin origin = RawOrigin.answering(OK);
                Gateway attache = Gateway.before(origin.address())
                        .role("tls: {cert: {file: \"" + certificate.cert() + "\"}, key: {file: \"" + certificate.key()
                                + "\"}}")
                        .start()) {
            for (String version : List.of("--http2", "--http1.1")) {
                String told = run(
                        Program.CURL,
                        "-sS",
                        "--cacert",
                        certificate.cert().toString(),
                        version,
                        "-w",
                        " %{http_version}",
                        "https://localhost:" + attache.port() + "/");
                assertThat(told).isEqualTo(version.equals("--http2") ? "ok 2" : "ok 1.1");
            }
        }
    }

    @Test
    void largeBodiesPassBothWaysInEveryFraming() throws IOException {
        byte[] body = new byte[3_000_000];
        new Random(1).nextBytes(body);
        Path sent = Files.write(folder.resolve("sent"), body);
        Path copy = folder.resolve("copy");
        String echo = """
            require('http').createServer((request, response) => {
              if (request.url === '/counted') response.setHeader('Content-Length', request.headers['x-length']);
              request.pipe(response);
            }).listen(PORT, '127.0.0.1');
            """;
        try (WebServer node = WebServer.node(echo);
                Gateway attache = Gateway.before(node.address()).start()) {
            for (String path : List.of("/counted", "/chunked")) {
                for (String header : List.of("Transfer-Encoding: chunked", "Expect:", "Expect: 100-continue")) {
                    curl(
                            attache,
                            path,
                            "--data-binary",
                            "@" + sent,
                            "-H",
                            header,
                            "-H",
                            "X-Length: " + body.length,
                            "-o",
                            copy.toString());
                    assertThat(Files.mismatch(sent, copy))
                            .as(path + " " + header)
                            .isEqualTo(-1);
                }
            }
        }
    }

    @Test
    void manyStreamsAreAnsweredWithTheirOwn() throws IOException {
        byte[] file = new byte[20_000];
        try (WebServer nginx = WebServer.nginx(Map.of("a", file, "b", new byte[10]));
                Gateway attache = Gateway.before(nginx.address()).loops(2).start()) {
            String told = run(
                    Program.H2LOAD,
                    "-n",
                    "2000",
                    "-c",
                    "4",
                    "-m",
                    "25",
                    "http://127.0.0.1:" + attache.port() + "/a",
                    "http://127.0.0.1:" + attache.port() + "/b");
            assertThat(told).contains("2000 succeeded, 0 failed", "2000 2xx");
            Eventually.holds("no client is left", () -> attache.role().clientCount() == 0);
        }
    }

    @Test
    void refusalsAndAnswersOfRoutesAreToldToo() throws IOException {
        try (RawOrigin origin = RawOrigin.answering("nonsense\r\n\r\n");
                Gateway attache = Gateway.before(origin.address())
                        .route("{match: {path: /here}, respond: {status: 201, body: made}}")
                        .route("{match: {path: /there}, redirect: {to: \"https://x{path}\"}}")
                        .route("{match: {path: /bad}, cluster: origin}")
                        .start()) {
            assertThat(curl(attache, "/here", "-w", " %{http_code}")).isEqualTo("made 201");
            assertThat(curl(attache, "/there", "-w", "%{http_code} %{redirect_url}"))
                    .isEqualTo("302 https://x/there");
            assertThat(curl(attache, "/none", "-w", "%{http_code}")).endsWith("404");
            assertThat(curl(attache, "/bad", "-i"))
                    .contains("HTTP/2 502", "proxy-status: attache; error=http_protocol");
            assertThat(curl(attache, "/" + "a".repeat(9000), "-o", "/dev/null", "-w", "%{http_code}"))
                    .isEqualTo("414");
        }
    }

    @Test
    void trailersOfTheOriginComeAsTrailers() throws IOException {
        try (RawOrigin origin = RawOrigin.answering(
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\nX-Sum: 9\r\n\r\n");
                Gateway attache = Gateway.before(origin.address()).start()) {
            assertThat(curl(attache, "/", "-i").replace("\r", "")).endsWith("\n\nokx-sum: 9\n");
        }
    }

    @Test
    void anAnswerThatIsCutIsSeenToBeCut() throws IOException {
        try (RawOrigin origin = RawOrigin.doing((connection, _, _) -> connection
                        .send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok")
                        .close());
                Gateway attache = Gateway.before(origin.address()).start()) {
            List<String> command = List.of(
                    Program.CURL.path().toString(),
                    "-sS",
                    "--http2-prior-knowledge",
                    "http://127.0.0.1:" + attache.port() + "/");
            try (ChildProcess curl = ChildProcess.start(folder, Map.of(), command)) {
                assertThat(curl.awaitExit(Duration.ofSeconds(20))).isEqualTo(92);
            }
        }
    }
}
