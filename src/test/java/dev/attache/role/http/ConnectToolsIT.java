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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Programs that know attache as their proxy: curl, in the clear and by TLS, and OpenSSL's client, which asks in
/// HTTP/1.0.
final class ConnectToolsIT {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    @TempDir
    private Path folder;

    private Gateway.Plan allowing(WebServer target, RawOrigin origin) {
        return Gateway.before(origin.address()).role("connect: {allow: ['" + target.address() + "']}");
    }

    private String run(Path program, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(arguments);
        try (ChildProcess child = ChildProcess.start(folder, Map.of(), command)) {
            int status = child.awaitExit(Duration.ofSeconds(40));
            return child.output() + (status == 0 ? "" : " exit " + status);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void curlGetsAndSendsLargeBodiesThroughATunnel(String scheme) throws IOException {
        Certificate own = Certificate.make(folder, "own");
        byte[] body = new byte[5_000_000];
        new Random(1).nextBytes(body);
        Path sent = Files.write(folder.resolve("sent"), body);
        Path copy = folder.resolve("copy");
        String tls = "tls: {cert: {file: '" + own.cert() + "'}, key: {file: '" + own.key() + "'}}";
        try (WebServer target = WebServer.node("require('http').createServer((request, response) =>"
                        + " request.pipe(response)).listen(PORT, '127.0.0.1');");
                RawOrigin origin = RawOrigin.answering(OK);
                Gateway attache = allowing(target, origin)
                        .role(scheme.equals("https") ? tls : "max-clients: 10")
                        .start()) {
            String told = run(
                    Program.CURL.path(),
                    List.of(
                            "-sS",
                            "--max-time",
                            "30",
                            "--proxytunnel",
                            "--proxy-insecure",
                            "-x",
                            scheme + "://127.0.0.1:" + attache.port(),
                            "--data-binary",
                            "@" + sent,
                            "-o",
                            copy.toString(),
                            "-w",
                            "%{http_connect} %{http_code}",
                            "http://" + target.address() + "/"));
            assertThat(told).isEqualTo("200 200");
            assertThat(Files.mismatch(sent, copy)).isEqualTo(-1);
            assertThat(origin.requests()).isEmpty();
            Eventually.holds("it is over", () -> attache.metric("attache_http_tunnels") == 0);
            Eventually.holds("no client is left", () -> attache.role().clientCount() == 0);
        }
    }

    @Test
    void curlIsToldThatATunnelIsNotAllowed() throws IOException {
        try (WebServer target = WebServer.nginx("listen 127.0.0.1:PORT; return 200;");
                RawOrigin origin = RawOrigin.answering(OK);
                Gateway attache = Gateway.before(origin.address()).start()) {
            String told = run(
                    Program.CURL.path(),
                    List.of(
                            "-s",
                            "--proxytunnel",
                            "-x",
                            "http://127.0.0.1:" + attache.port(),
                            "-w",
                            "%{http_connect}",
                            "http://" + target.address() + "/"));
            assertThat(told).isEqualTo("403 exit 56");
        }
    }

    @Test
    void opensslShakesHandsThroughATunnel() throws IOException {
        Certificate own = Certificate.make(folder, "own");
        String settings = "listen 127.0.0.1:PORT ssl; ssl_certificate " + own.cert() + "; ssl_certificate_key "
                + own.key() + "; return 200;";
        try (WebServer target = WebServer.nginx(settings);
                RawOrigin origin = RawOrigin.answering(OK);
                Gateway attache = allowing(target, origin).start()) {
            String asks = Program.OPENSSL.path() + " s_client -proxy 127.0.0.1:" + attache.port() + " -connect "
                    + target.address() + " -CAfile " + own.cert() + " -brief 2>&1 < /dev/null";
            String told = run(Path.of("sh"), List.of("-c", asks));
            assertThat(told).contains("Verification: OK").doesNotContain("exit");
        }
    }
}
