package dev.attache.role.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attache.testing.Certificate;
import dev.attache.testing.ChildProcess;
import dev.attache.testing.Eventually;
import dev.attache.testing.Program;
import dev.attache.testing.RawClient;
import dev.attache.testing.RawOrigin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The listener by TLS, with curl before it.
final class TlsIT {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    @TempDir
    private Path folder;

    private Certificate first = Certificate.NONE;
    private Certificate second = Certificate.NONE;

    @BeforeEach
    void makeCertificates() throws IOException {
        first = Certificate.make(folder, "first");
        second = Certificate.make(folder, "second");
    }

    private static String tls(Path cert, Path key) {
        return "tls: {cert: {file: \"" + cert + "\"}, key: {file: \"" + key + "\"}}";
    }

    private static String tls(Certificate certificate) {
        return tls(certificate.cert(), certificate.key());
    }

    private record Told(int status, String output) {}

    private Told curl(Gateway attache, Certificate trusted, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Program.CURL.path().toString(),
                "-sS",
                "--max-time",
                "20",
                "--cacert",
                trusted.cert().toString()));
        command.addAll(List.of(more));
        command.add("https://localhost:" + attache.port() + "/");
        try (ChildProcess curl = ChildProcess.start(folder, Map.of(), command)) {
            return new Told(curl.awaitExit(Duration.ofSeconds(30)), curl.output());
        }
    }

    @Test
    void requestsComeByTlsAndUpstreamsAreToldSo() throws IOException {
        try (RawOrigin origin = RawOrigin.answering(OK);
                Gateway attache =
                        Gateway.before(origin.address()).role(tls(first)).start()) {
            assertThat(curl(attache, first)).isEqualTo(new Told(0, "ok"));
            assertThat(curl(attache, first, "--tls-max", "1.2")).isEqualTo(new Told(0, "ok"));
            assertThat(curl(attache, first, "-H", "Connection: close")).isEqualTo(new Told(0, "ok"));
            assertThat(origin.requests()).allMatch(each -> each.contains("\r\nX-Forwarded-Proto: https\r\n"));
            assertThat(curl(attache, second).status()).isEqualTo(60);
            Eventually.holds("no client is left", () -> attache.role().clientCount() == 0);
        }
    }

    @Test
    void largeBodiesPassBothWays() throws IOException {
        Path sent =
                Files.write(folder.resolve("sent"), "0123456789".repeat(200_000).getBytes(StandardCharsets.US_ASCII));
        Path copy = folder.resolve("copy");
        try (RawOrigin origin = RawOrigin.doing((connection, request, _) -> {
                    String body = request.substring(request.indexOf("\r\n\r\n") + 4);
                    connection.send("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
                });
                Gateway attache =
                        Gateway.before(origin.address()).role(tls(first)).start()) {
            Told told = curl(attache, first, "-H", "Expect:", "--data-binary", "@" + sent, "-o", copy.toString());
            assertThat(told).isEqualTo(new Told(0, ""));
            assertThat(Files.mismatch(sent, copy)).isEqualTo(-1);
        }
    }

    @Test
    void anAnswerThatIsCutIsSeenToBeCut() throws IOException {
        try (RawOrigin origin = RawOrigin.doing((connection, _, _) -> connection
                        .send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok")
                        .close());
                Gateway attache =
                        Gateway.before(origin.address()).role(tls(first)).start()) {
            assertThat(curl(attache, first).status()).isEqualTo(92);
            assertThat(curl(attache, first, "--http1.1").status()).isIn(18, 56);
            assertThat(curl(attache, first, "--http1.0").status()).isIn(18, 56);
        }
    }

    @Test
    void aRenewedCertificateCountsForNewConnections() throws IOException {
        try (RawOrigin origin = RawOrigin.answering(OK);
                Gateway attache =
                        Gateway.before(origin.address()).role(tls(first)).start()) {
            attache.reload(Gateway.before(origin.address()).role(tls(second)));
            assertThat(curl(attache, second)).isEqualTo(new Told(0, "ok"));
            assertThat(curl(attache, first).status()).isEqualTo(60);
        }
    }

    @Test
    void aPairThatDoesNotFitIsToldAndLeavesTheOneBefore() throws IOException {
        Files.writeString(folder.resolve("noise"), "noise");
        try (RawOrigin origin = RawOrigin.answering(OK);
                Gateway attache =
                        Gateway.before(origin.address()).role(tls(first)).start()) {
            for (String wrong : List.of(
                    tls(first.cert(), second.key()),
                    tls(folder.resolve("noise"), first.key()),
                    tls(first.cert(), folder.resolve("noise")))) {
                Gateway.Plan plan = Gateway.before(origin.address()).role(wrong);
                assertThatThrownBy(plan::start).hasMessageContaining("roles.gateway.tls.");
                assertThatThrownBy(() -> attache.reload(plan)).hasMessageContaining("roles.gateway.tls.");
            }
            assertThat(curl(attache, first)).isEqualTo(new Told(0, "ok"));
        }
    }

    @Test
    void aRequestInTheClearIsToldThatThisIsHttps() throws IOException {
        try (RawOrigin origin = RawOrigin.answering(OK);
                Gateway attache =
                        Gateway.before(origin.address()).role(tls(first)).start();
                RawClient client = attache.client()) {
            String answer = client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n").readToEnd();
            assertThat(answer)
                    .startsWith("HTTP/1.1 400 ")
                    .contains("Connection: close")
                    .endsWith("speaks HTTPS\n");
            assertThat(attache.metric("attache_http_refusals_total", "fault=\"not_by_tls\""))
                    .isEqualTo(1);
            assertThat(origin.requests()).isEmpty();
        }
    }

    @Test
    void whoSpeaksNoTlsIsCutOffAndCounted() throws IOException {
        try (RawOrigin origin = RawOrigin.answering(OK);
                Gateway attache =
                        Gateway.before(origin.address()).role(tls(first)).start();
                RawClient client = attache.client()) {
            client.send("\u0000\u0001").expectClosed();
            Eventually.holds("it is counted", () -> attache.metric("attache_http_tls_failures_total") == 1);
            assertThat(origin.requests()).isEmpty();
        }
    }

    @Test
    void whoSaysNothingIsCutOffAndCountsAsAClientUntilThen() throws IOException {
        try (RawOrigin origin = RawOrigin.answering(OK);
                Gateway attache = Gateway.before(origin.address())
                        .role(tls(first), "timeouts: {head: 500ms}", "max-clients: 1")
                        .start();
                RawClient silent = attache.client()) {
            Eventually.holds("it counts", () -> attache.role().clientCount() == 1);
            assertThat(curl(attache, first).status()).isEqualTo(35);
            silent.expectClosed();
            Eventually.holds("it counts no longer", () -> attache.role().clientCount() == 0);
            assertThat(curl(attache, first)).isEqualTo(new Told(0, "ok"));
        }
    }

    @Test
    void aHandshakeThatNeverEndsIsCutOff() throws IOException {
        try (RawOrigin origin = RawOrigin.answering(OK);
                Gateway attache = Gateway.before(origin.address())
                        .role(tls(first), "timeouts: {head: 100ms}")
                        .start();
                RawClient client = attache.client()) {
            client.send("\u0016\u0003\u0001").expectClosed();
        }
    }
}
