package dev.attache.role.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.Certificate;
import dev.attache.testing.ChildProcess;
import dev.attache.testing.Eventually;
import dev.attache.testing.HttpAnswer;
import dev.attache.testing.Program;
import dev.attache.testing.RawOrigin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Certificates by name, sessions that are resumed and certificates of clients, with OpenSSL and curl before attache.
final class ServerNamesIT {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private Certificate own = Certificate.NONE;

    @BeforeEach
    void makeCertificate() throws IOException {
        own = Certificate.make(folder, "own", "DNS:localhost,DNS:own.example");
    }

    private static String pair(Certificate certificate) {
        return "cert: {file: \"" + certificate.cert() + "\"}, key: {file: \"" + certificate.key() + "\"}";
    }

    private String output(List<String> command) throws IOException {
        try (ChildProcess child = ChildProcess.start(folder, Map.of(), command)) {
            child.awaitExit(PATIENCE);
            return child.output();
        }
    }

    /// What `openssl s_client` prints of one request on a connection of its own.
    private String connect(Gateway attache, String... more) throws IOException {
        Path request =
                Files.writeString(folder.resolve("request"), "GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
        StringBuilder command =
                new StringBuilder(Program.OPENSSL.path() + " s_client -ign_eof -connect 127.0.0.1:" + attache.port());
        for (String each : more) {
            command.append(' ').append(each);
        }
        return output(List.of("sh", "-c", command + " < " + request));
    }

    private Gateway.Plan plan(RawOrigin origin, String... tls) {
        return Gateway.before(origin.address()).role("tls: {" + String.join(", ", tls) + "}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"boringssl", "jdk"})
    void theNameThatIsAskedForChoosesTheCertificate(String engine) throws IOException {
        Certificate shop = Certificate.make(folder, "shop", "DNS:shop.example,DNS:www.shop.example");
        Certificate any = Certificate.make(folder, "any", "DNS:*.any.example");
        Certificate said = Certificate.make(folder, "said", "DNS:nothing.example");
        try (RawOrigin origin = RawOrigin.answering(OK);
                Gateway attache = plan(
                                origin,
                                pair(own),
                                "engine: " + engine,
                                "certificates: [{" + pair(shop) + "}, {" + pair(any) + "}, {" + pair(said)
                                        + ", names: [said.example, \"*.said.example\"]}]")
                        .start()) {
            for (String version : List.of("-tls1_2", "-tls1_3")) {
                assertThat(shownFor(attache, version, "shop.example")).isEqualTo("shop");
                assertThat(shownFor(attache, version, "WWW.Shop.Example")).isEqualTo("shop");
                assertThat(shownFor(attache, version, "a.any.example")).isEqualTo("any");
                assertThat(shownFor(attache, version, "b.said.example")).isEqualTo("said");
                assertThat(shownFor(attache, version, "a.b.any.example")).isEqualTo("own");
                assertThat(shownFor(attache, version, "nothing.example")).isEqualTo("own");
                assertThat(shownFor(attache, version, "any.example")).isEqualTo("own");
                assertThat(shownFor(attache, version, "")).isEqualTo("own");
            }
        }
    }

    private String shownFor(Gateway attache, String version, String name) throws IOException {
        String told = connect(attache, version, name.isEmpty() ? "-noservername" : "-servername " + name);
        int from = told.indexOf("subject=O = ") + "subject=O = ".length();
        return told.substring(from, told.indexOf(',', from));
    }

    @Test
    void rsaKeysOfEveryFormServe() throws IOException {
        Certificate rsa = Certificate.rsa(folder, "rsa");
        for (String form : List.of("rsa -traditional -in " + rsa.key(), "ec -in " + own.key())) {
            Path old = folder.resolve("old.key");
            output(List.of("sh", "-c", Program.OPENSSL.path() + " " + form + " -out " + old));
            assertThat(old).content().contains(form.startsWith("rsa") ? "BEGIN RSA PRIVATE" : "BEGIN EC PRIVATE");
            Certificate pair = new Certificate(form.startsWith("rsa") ? rsa.cert() : own.cert(), old);
            try (RawOrigin origin = RawOrigin.answering(OK);
                    Gateway attache = plan(origin, pair(pair)).start()) {
                for (String version : List.of("-tls1_2", "-tls1_3")) {
                    assertThat(connect(attache, version)).contains("HTTP/1.1 200 OK");
                }
            }
        }
    }

    @Test
    void onlyGoodSuitesAndVersionsAreAgreedTo() throws IOException {
        try (RawOrigin origin = RawOrigin.answering(OK);
                Gateway attache = plan(origin, pair(own)).start()) {
            assertThat(connect(attache, "-tls1_1", "-cipher DEFAULT@SECLEVEL=0"))
                    .doesNotContain("HTTP/1.1 200 OK");
            assertThat(connect(attache, "-tls1_2", "-cipher ECDHE-ECDSA-AES128-SHA:AES128-SHA"))
                    .doesNotContain("HTTP/1.1 200 OK");
            assertThat(connect(attache, "-tls1_2", "-cipher ECDHE-ECDSA-CHACHA20-POLY1305"))
                    .contains("HTTP/1.1 200 OK");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-tls1_2", "-tls1_3"})
    void sessionsAreResumedOnEveryLoopAndAfterACertificateWasRenewed(String version) throws IOException {
        Certificate renewed = Certificate.make(folder, "renewed", "DNS:localhost");
        Path session = folder.resolve("session");
        try (RawOrigin origin = RawOrigin.answering(OK);
                Gateway attache = plan(origin, pair(own)).loops(2).start()) {
            assertThat(connect(attache, version, "-sess_out " + session)).contains("New, TLS");
            for (int i = 0; i < 4; i++) {
                assertThat(connect(attache, version, "-sess_in " + session)).contains("Reused, TLS", "HTTP/1.1 200 OK");
            }
            attache.reload(plan(origin, pair(renewed)).loops(2));
            assertThat(connect(attache, version, "-sess_in " + session)).contains("Reused, TLS");
            attache.reload(
                    plan(origin, pair(renewed), "client-auth: optional", "client-ca: {file: \"" + own.cert() + "\"}"));
            assertThat(connect(attache, version, "-sess_in " + session)).contains("New, TLS");
        }
    }

    private String curl(Gateway attache, Certificate shown, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Program.CURL.path().toString(),
                "-sS",
                "--max-time",
                "20",
                "--cacert",
                own.cert().toString()));
        if (shown != Certificate.NONE) {
            command.addAll(List.of(
                    "--cert", shown.cert().toString(), "--key", shown.key().toString()));
        }
        command.addAll(List.of(more));
        command.add("https://localhost:" + attache.port() + "/");
        return output(command);
    }

    @ParameterizedTest
    @ValueSource(strings = {"boringssl", "jdk"})
    void clientsShowACertificateAndUpstreamsAreToldOfIt(String engine) throws IOException {
        Certificate authority = Certificate.make(folder, "authority", "DNS:ca");
        Certificate good = authority.sign(folder, "good", "DNS:good.example");
        Certificate stranger = Certificate.make(folder, "stranger", "DNS:stranger");
        String client = "client-ca: {file: \"" + authority.cert() + "\"}";
        try (RawOrigin origin = RawOrigin.answering(OK);
                Gateway attache =
                        plan(origin, pair(own), client, "engine: " + engine).start()) {
            for (String http : List.of("--http1.1", "--http2")) {
                assertThat(curl(attache, good, http, "-H", "X-Client-Cert-Subject: CN=me", "-H", "Client-Cert: :AA==:"))
                        .isEqualTo("ok");
                assertThat(origin.requests().getLast())
                        .contains("\r\nX-Client-Cert-Subject: CN=localhost,O=good\r\nX-Client-Cert-Sha256: ")
                        .doesNotContain("CN=me", "Client-Cert:");
            }
            assertThat(curl(attache, stranger)).startsWith("curl: ");
            assertThat(curl(attache, Certificate.NONE)).startsWith("curl: ");
            assertThat(origin.requests()).hasSize(2);
            Eventually.holds("both are counted", () -> attache.metric("attache_http_tls_failures_total") >= 2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"boringssl", "jdk"})
    void aCertificateMayBeOptionalAndIsCheckedWhereItIsShown(String engine) throws IOException {
        Certificate authority = Certificate.make(folder, "authority", "DNS:ca");
        Certificate good = authority.sign(folder, "good", "DNS:good.example");
        Certificate stranger = Certificate.make(folder, "stranger", "DNS:stranger");
        String client = "client-auth: optional, client-ca: {file: \"" + authority.cert() + "\"}";
        try (RawOrigin origin = RawOrigin.answering(OK);
                Gateway attache =
                        plan(origin, pair(own), client, "engine: " + engine).start()) {
            assertThat(curl(attache, good)).isEqualTo("ok");
            assertThat(curl(attache, Certificate.NONE, "-H", "X-Client-Cert-Sha256: 00"))
                    .isEqualTo("ok");
            assertThat(origin.requests().getLast()).doesNotContain("X-Client-Cert");
            assertThat(curl(attache, stranger)).startsWith("curl: ");
        }
    }

    @Test
    void whatClientsSayOfCertificatesInTheClearIsLeftOut() throws IOException {
        try (RawOrigin origin = RawOrigin.answering(OK);
                Gateway attache = Gateway.before(origin.address()).start()) {
            HttpAnswer answer = attache.get("/", "X-Client-Cert-Subject: CN=me", "x_client_cert_subject: CN=me");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(origin.requests().getLast()).doesNotContain("CN=me");
        }
    }
}
