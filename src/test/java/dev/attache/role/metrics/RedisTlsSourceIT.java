package dev.attache.role.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.Certificate;
import dev.attache.testing.Eventually;
import dev.attache.testing.FreePorts;
import dev.attache.testing.Program;
import dev.attache.testing.RedisServer;
import dev.attache.testing.RunningServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real `redis-server` that speaks TLS itself and asks who is there.
class RedisTlsSourceIT {
    @TempDir
    private Path folder;

    private final int port = FreePorts.next();

    private RedisServer server(Certificate own, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("--tls-port", Integer.toString(port)));
        arguments.addAll(List.of("--tls-cert-file", own.cert().toString()));
        arguments.addAll(List.of("--tls-key-file", own.key().toString()));
        arguments.addAll(List.of("--tls-ca-cert-file", own.cert().toString()));
        arguments.addAll(List.of(more));
        return RedisServer.start(arguments.toArray(String[]::new));
    }

    private RedisServer openServer(Certificate own) throws IOException {
        return server(own, "--tls-auth-clients", "no");
    }

    private static String file(String key, Path path) {
        return key + ": {file: \"" + path + "\"}";
    }

    private static String trust(Certificate authority) {
        return "tls: {" + file("ca", authority.cert()) + ", server-name: localhost}";
    }

    private Adapter before(String settings) throws Exception {
        return before(port, settings);
    }

    private static Adapter before(int port, String settings) throws Exception {
        return Adapter.start(
                "sources:\n  cache: {kind: redis, address: \"127.0.0.1:" + port + "\", " + settings + "}\n");
    }

    private static void assertDown(Adapter attache, String why) throws IOException {
        assertThat(attache.page())
                .contains("redis_up 0", "redis_exporter_last_scrape_error{err=\"cannot connect to 127.0.0.1:", why);
    }

    @Test
    void everySeriesOfTheExporterIsThereByTlsWithACertificateOfOurOwn() throws Exception {
        Certificate own = Certificate.make(folder, "own", "DNS:localhost,IP:127.0.0.1");
        Certificate mine = own.sign(folder, "mine", "DNS:attache");
        Path password = Files.writeString(folder.resolve("password"), "hush\n");
        int exporterPort = FreePorts.next();
        try (RedisServer server = server(own, "--tls-auth-clients", "yes");
                RunningServer exporter = RunningServer.start(
                        Program.REDIS_EXPORTER,
                        folder,
                        List.of(
                                "-redis.addr=rediss://127.0.0.1:" + port,
                                "-redis.user=watcher",
                                "-redis.password=hush",
                                "-tls-ca-cert-file=" + own.cert(),
                                "-tls-client-cert-file=" + mine.cert(),
                                "-tls-client-key-file=" + mine.key(),
                                "-web.listen-address=127.0.0.1:" + exporterPort));
                Adapter attache = before("user: watcher, " + file("password", password) + ", tls: {"
                        + file("ca", own.cert()) + ", " + file("cert", mine.cert()) + ", "
                        + file("key", mine.key()) + "}")) {
            server.call("SET", "a", "b");
            server.call("ACL", "SETUSER", "watcher", "on", ">hush", "~*", "&*", "+@all");
            var twins = new Twins(exporterPort, attache, "");
            Eventually.passes(() -> assertThat(twins.exporterText()).contains("redis_up 1"));

            Twins.Outcome outcome = twins.compare(RedisExporterIT::isOfRedis, RedisExporterIT::isRestless);

            assertThat(outcome.wrong()).isEmpty();
            assertThat(outcome.compared()).hasSizeGreaterThan(150).contains("redis_db_keys{db=\"db0\"}");
            assertThat(exporter.isAlive()).isTrue();
        }
    }

    @Test
    void aServerThatMissesOurCertificateIsToldAsDown() throws Exception {
        Certificate own = Certificate.make(folder, "own");
        try (RedisServer server = server(own, "--tls-auth-clients", "yes");
                Adapter attache = before(trust(own))) {
            assertThat(attache.page())
                    .contains("redis_up 0")
                    .containsAnyOf("it refuses TLS: certificate required", "as servers do that miss a certificate");
            assertThat(server.isRunning()).isTrue();
        }
    }

    @Test
    void aCertificateOfAnotherAuthorityIsNotTrusted() throws Exception {
        Certificate own = Certificate.make(folder, "own");
        Certificate other = Certificate.make(folder, "other");
        try (RedisServer _ = openServer(own);
                Adapter attache = before(trust(other));
                Adapter trusting = before("tls: {verify: false}")) {
            assertDown(attache, "its certificate is not trusted");
            assertThat(trusting.read().value("redis_up")).isEqualTo(1);
        }
    }

    @Test
    void aCertificateIsForTheHostWhereNoOtherNameIsSaid() throws Exception {
        Certificate own = Certificate.make(folder, "own");
        try (RedisServer _ = openServer(own);
                Adapter byAddress = before("tls: {" + file("ca", own.cert()) + "}");
                Adapter byName = before(trust(own))) {
            assertDown(byAddress, "its certificate is for another name");
            assertThat(byName.read().value("redis_up")).isEqualTo(1);
        }
    }

    @Test
    void anExpiredCertificateIsNotTrusted() throws Exception {
        Certificate old = Certificate.expired(folder, "old");
        try (RedisServer _ = openServer(old);
                Adapter attache = before(trust(old))) {
            assertDown(attache, "its certificate has expired");
        }
    }

    /// The server takes the greeting for the beginning of a command, and waits for its end.
    @Test
    void aServerInTheClearIsGivenUpInTime() throws Exception {
        Certificate own = Certificate.make(folder, "own");
        try (RedisServer server = RedisServer.start();
                Adapter attache = before(server.port(), trust(own))) {
            Page page = attache.read("X-Prometheus-Scrape-Timeout-Seconds: 1");

            assertThat(page.value("redis_up")).isZero();
        }
    }

    @Test
    void aServerThatComesBackIsAskedInTheSameScrape() throws Exception {
        Certificate own = Certificate.make(folder, "own");
        try (RedisServer server = openServer(own);
                Adapter attache = before(trust(own))) {
            assertThat(attache.read().value("redis_up")).isEqualTo(1);
            server.restartEmpty();
            assertThat(attache.read().value("redis_up")).isEqualTo(1);
        }
    }

    @Test
    void aUserWithFewRightsIsToldWhatItMaySee() throws Exception {
        try (RedisServer server = RedisServer.start();
                Adapter attache = before(server.port(), "user: watcher, password: hush");
                Adapter wrong = before(server.port(), "user: watcher, password: loud")) {
            server.call("ACL", "SETUSER", "watcher", "on", ">hush", "-@all", "+info", "+client|setname");
            Page page = attache.read();

            assertThat(page.value("redis_up")).isEqualTo(1);
            assertThat(page.series()).containsKey("redis_commands_processed_total");
            assertThat(wrong.page()).contains("redis_up 0", "WRONGPASS").doesNotContain("loud");
        }
    }
}
