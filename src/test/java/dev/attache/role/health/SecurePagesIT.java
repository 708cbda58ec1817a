package dev.attache.role.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attache.config.ConfigException;
import dev.attache.role.RoleStartException;
import dev.attache.testing.Certificate;
import dev.attache.testing.Eventually;
import dev.attache.testing.RawClient;
import dev.attache.testing.TempFolder;
import dev.attache.testing.TlsVisitor;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Probes by https.
class SecurePagesIT {
    private TempFolder folder;

    @BeforeEach
    void makeFolder() throws Exception {
        folder = TempFolder.create("health");
    }

    @AfterEach
    void removeFolder() throws Exception {
        folder.close();
    }

    private static String settings(Certificate certificate) {
        return "tls: {cert: {file: " + certificate.cert() + "}, key: {file: " + certificate.key() + "}}\n"
                + "checks:\n  it: {disk: /tmp, interval: 50ms}\n";
    }

    private Path folder() {
        return folder.path();
    }

    @Test
    void probesAreAnsweredByTlsAndOverOneConnection() throws Exception {
        try (Shim shim = Shim.of(settings(Certificate.make(folder(), "one")))) {
            Eventually.passes(() -> {
                try (TlsVisitor visitor = TlsVisitor.connect(shim.port())) {
                    assertThat(visitor.get("/readyz", true)).startsWith("pass\n+ it pass since");
                    assertThat(visitor.get("/metrics", true)).contains("probe_success{check=\"it\"} 1\n");
                    assertThat(visitor.get("/livez", false)).startsWith("pass");
                }
            });
        }
    }

    @Test
    void anotherShimAsksItByTls() throws Exception {
        Certificate certificate = Certificate.make(folder(), "one", "IP:127.0.0.1");
        try (Shim shim = Shim.of(settings(certificate));
                Shim asks = Shim.checking("endpoint: \"https://127.0.0.1:" + shim.port()
                        + "/readyz\", tls: {ca: {file: " + certificate.cert() + "}}")) {
            asks.awaitPass();
        }
    }

    @Test
    void aRenewedCertificateIsShownWithoutARestart() throws Exception {
        Certificate next = Certificate.make(folder(), "two");
        try (Shim shim = Shim.of(settings(Certificate.make(folder(), "one")));
                TlsVisitor stays = TlsVisitor.connect(shim.port())) {
            assertThat(stays.organization()).isEqualTo("one");

            assertThat(shim.reload(settings(next))).isTrue();

            try (TlsVisitor visitor = TlsVisitor.connect(shim.port())) {
                assertThat(visitor.organization()).isEqualTo("two");
            }
            assertThat(stays.get("/livez", false)).startsWith("pass");
            assertThat(shim.reload("checks:\n  it: {disk: /tmp, interval: 50ms}\n"))
                    .as("a listener in the clear is another one")
                    .isFalse();
        }
    }

    @Test
    void whoSpeaksInTheClearLearnsNothing() throws Exception {
        try (Shim shim = Shim.of(settings(Certificate.make(folder(), "one")));
                RawClient client = RawClient.connect(shim.port())) {
            assertThat(client.send("GET /readyz HTTP/1.1\r\nHost: h\r\n\r\n").readToEnd())
                    .doesNotContain("pass", "HTTP/1.1");
        }
    }

    @Test
    void aClientWithoutACertificateIsRefusedWhereOneIsAskedFor() throws Exception {
        Certificate certificate = Certificate.make(folder(), "one");
        String asks = settings(certificate).replace("}}\n", "}, client-ca: {file: " + certificate.cert() + "}}\n");
        try (Shim shim = Shim.of(asks)) {
            assertThatThrownBy(() -> {
                        try (TlsVisitor visitor = TlsVisitor.connect(shim.port())) {
                            visitor.get("/readyz", false);
                        }
                    })
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void aKeyOfAnotherCertificateKeepsTheRoleFromStarting() throws Exception {
        Certificate one = Certificate.make(folder(), "one");
        Certificate two = Certificate.make(folder(), "two");
        assertThatThrownBy(() -> Shim.of(settings(new Certificate(one.cert(), two.key()))))
                .isInstanceOfAny(RoleStartException.class, ConfigException.class)
                .hasMessageContaining("key");
    }
}
