package dev.attache.role.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.base.HostPort;
import dev.attache.testing.Certificate;
import dev.attache.testing.Eventually;
import dev.attache.testing.HttpAnswer;
import dev.attache.testing.RawOrigin;
import dev.attache.testing.WebServer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Upstreams by TLS, with nginx behind, whose answers tell what it saw.
final class UpstreamTlsIT {
    private static final String TELL =
            " return 200 \"$ssl_protocol $ssl_session_reused $ssl_server_name" + " $ssl_client_s_dn\"; ";

    @TempDir
    private Path folder;

    private static String listen(Certificate certificate) {
        return listen(certificate, "TLSv1.2 TLSv1.3");
    }

    private static String listen(Certificate certificate, String versions) {
        return "listen 127.0.0.1:PORT ssl; ssl_protocols " + versions
                + "; ssl_session_cache shared:SSL:1m; ssl_certificate " + certificate.cert() + "; ssl_certificate_key "
                + certificate.key() + ";";
    }

    private static String file(String key, Path path) {
        return key + ": {file: \"" + path + "\"}";
    }

    private static Gateway.Plan before(WebServer server, String tls) {
        return Gateway.before(server.address()).clusterSettings("tls: {" + tls + "}, eject: {failures: 0}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"boringssl", "jdk"})
    void requestsGoByTlsUnderTheNameThatIsGiven(String engine) throws IOException {
        Certificate own = Certificate.make(folder, "own", "DNS:inner.example");
        try (WebServer nginx = WebServer.nginx(listen(own) + TELL);
                Gateway attache = before(
                                nginx, file("ca", own.cert()) + ", server-name: inner.example, engine: " + engine)
                        .start()) {
            HttpAnswer answer = attache.get("/");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).startsWith("TLSv1.3 . inner.example");
        }
    }

    @Test
    void theEndpointsAddressIsTheNameWhereNoneIsGiven() throws IOException {
        Certificate own = Certificate.make(folder, "own", "IP:127.0.0.1");
        try (WebServer nginx = WebServer.nginx(listen(own) + TELL);
                Gateway attache = before(nginx, file("ca", own.cert())).start()) {
            assertThat(attache.get("/").status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"boringssl", "jdk"})
    void sessionsAreResumed(String engine) throws IOException {
        Certificate own = Certificate.make(folder, "own", "DNS:inner.example");
        for (String version : new String[] {"TLSv1.3", "TLSv1.2"}) {
            try (WebServer nginx = WebServer.nginx(listen(own, version) + TELL);
                    Gateway attache = before(
                                    nginx, file("ca", own.cert()) + ", server-name: inner.example, engine: " + engine)
                            .role("pool: {requests: 1}")
                            .start()) {
                assertThat(attache.get("/").body()).startsWith(version + " . ");
                Eventually.passes(() -> assertThat(attache.get("/").body()).startsWith(version + " r "));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"boringssl", "jdk"})
    void aCertificateThatIsNotAcceptedIsToldAsSuch(String engine) throws IOException {
        Certificate own = Certificate.make(folder, "own", "DNS:localhost");
        Certificate other = Certificate.make(folder, "other", "DNS:localhost");
        Certificate old = Certificate.expired(folder, "old");
        String by = ", engine: " + engine;
        try (WebServer nginx = WebServer.nginx(listen(own) + TELL);
                WebServer stale = WebServer.nginx(listen(old) + TELL)) {
            assertCertificateFault(
                    before(nginx, file("ca", other.cert()) + ", server-name: localhost" + by), "is not trusted");
            assertCertificateFault(
                    before(nginx, file("ca", own.cert()) + ", server-name: other.example" + by), "is for another name");
            assertCertificateFault(
                    before(stale, file("ca", old.cert()) + ", server-name: localhost" + by), "has expired");
        }
    }

    private static void assertCertificateFault(Gateway.Plan plan, String why) throws IOException {
        try (Gateway attache = plan.start()) {
            HttpAnswer answer = attache.get("/");
            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.header("proxy-status")).isEqualTo("attache; error=tls_certificate_error");
            assertThat(attache.lastFailure()).contains(why);
        }
    }

    /// The server's only cipher suite is for keys of another kind than its own.
    @ParameterizedTest
    @ValueSource(strings = {"boringssl", "jdk"})
    void aServerThatRefusesTlsIsToldAsSuch(String engine) throws IOException {
        Certificate own = Certificate.make(folder, "own", "DNS:localhost");
        try (WebServer nginx = WebServer.nginx(listen(own, "TLSv1.2") + "ssl_ciphers AES256-SHA;" + TELL)) {
            for (String protocol : new String[] {"http1", "http2"}) {
                try (Gateway attache = Gateway.before(nginx.address())
                        .clusterSettings("protocol: " + protocol + ", tls: {verify: false, engine: " + engine + "}")
                        .start()) {
                    HttpAnswer answer = attache.get("/");
                    assertThat(answer.status()).isEqualTo(502);
                    assertThat(answer.header("proxy-status"))
                            .as(protocol)
                            .isEqualTo("attache; error=tls_alert_received");
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"boringssl", "jdk"})
    void http2IsAgreedToByTlsAndWhatIsWrongWithThatIsToldAlike(String engine) throws IOException {
        Certificate own = Certificate.make(folder, "own", "DNS:localhost");
        Certificate other = Certificate.make(folder, "other", "DNS:localhost");
        String server = "const fs = require('fs');const server = require('http2').createSecureServer({key:"
            + " fs.readFileSync('KEY'), cert: fs.readFileSync('CERT')}); server.on('stream', (stream, headers) => {"
            + " stream.respond({':status': 200});stream.end(headers[':scheme'] + ' ' + stream.session.alpnProtocol);"
            + " });server.listen(PORT, '127.0.0.1');";
        String by = ", server-name: localhost, alpn: [h2], engine: " + engine;
        try (WebServer node = WebServer.node(server.replace("KEY", own.key().toString())
                        .replace("CERT", own.cert().toString()));
                WebServer nginx = WebServer.nginx(listen(own) + TELL);
                Gateway attache = http2(node, file("ca", own.cert()) + by).start();
                Gateway old = http2(nginx, file("ca", own.cert()) + by).start()) {
            assertThat(attache.get("/").body()).endsWith("https h2\r\n0\r\n\r\n");
            assertCertificateFault(http2(node, file("ca", other.cert()) + by), "is not trusted");
            assertThat(old.get("/").status()).as("no HTTP/2 there").isEqualTo(502);
        }
    }

    private static Gateway.Plan http2(WebServer server, String tls) {
        return Gateway.before(server.address())
                .clusterSettings("protocol: http2, tls: {" + tls + "}, eject: {failures: 0}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"boringssl", "jdk"})
    void withoutVerificationAnyCertificateDoes(String engine) throws IOException {
        Certificate old = Certificate.expired(folder, "old");
        try (WebServer nginx = WebServer.nginx(listen(old) + TELL);
                Gateway attache =
                        before(nginx, "verify: false, engine: " + engine).start()) {
            assertThat(attache.get("/").status()).isEqualTo(200);
        }
    }

    @Test
    void aServerInTheClearIsNotSpokenTo() throws IOException {
        try (RawOrigin origin = RawOrigin.doing((connection, _, _) -> connection.send("HTTP/1.1 400 Bad\r\n\r\n"));
                Gateway attache = Gateway.before(origin.address())
                        .clusterSettings("tls: {verify: false}, connect-timeout: 300ms")
                        .start()) {
            HttpAnswer answer = attache.get("/");
            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.header("proxy-status")).isEqualTo("attache; error=tls_protocol_error");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"boringssl", "jdk"})
    void attacheShowsItsOwnCertificateToThoseWhoAsk(String engine) throws IOException {
        Certificate own = Certificate.make(folder, "own", "DNS:localhost");
        Certificate mine = Certificate.make(folder, "mine");
        String verify = "ssl_verify_client on; ssl_client_certificate " + mine.cert() + ";";
        String trust = file("ca", own.cert()) + ", server-name: localhost, engine: " + engine;
        try (WebServer nginx = WebServer.nginx(listen(own) + verify + TELL);
                Gateway known = before(nginx, trust + ", " + file("cert", mine.cert()) + ", " + file("key", mine.key()))
                        .start();
                Gateway unknown = before(nginx, trust).start()) {
            assertThat(known.get("/").body()).endsWith("CN=localhost,O=mine");
            assertThat(unknown.get("/").status()).isEqualTo(400);
        }
    }

    @Test
    void healthIsAskedByTlsToo() throws IOException {
        Certificate own = Certificate.make(folder, "own", "DNS:localhost");
        Certificate other = Certificate.make(folder, "other", "DNS:localhost");
        String check = "health: {check: http, interval: 50ms, rise: 1, fall: 1}, tls: {server-name: localhost, ";
        try (WebServer nginx = WebServer.nginx(listen(own) + TELL)) {
            HostPort address = nginx.address();
            try (Gateway good = Gateway.before(address)
                            .clusterSettings(check + file("ca", own.cert()) + "}")
                            .start();
                    Gateway bad = Gateway.before(address)
                            .clusterSettings(check + file("ca", other.cert()) + "}")
                            .start()) {
                Eventually.holds("the check fails", () -> !bad.isFit());
                Eventually.passes(() -> assertThat(bad.get("/").status()).isEqualTo(503));
                assertThat(good.get("/").status()).isEqualTo(200);
            }
        }
    }
}
