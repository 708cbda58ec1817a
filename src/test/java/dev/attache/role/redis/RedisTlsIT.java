package dev.attache.role.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.base.HostPort;
import dev.attache.testing.Certificate;
import dev.attache.testing.Eventually;
import dev.attache.testing.FreePorts;
import dev.attache.testing.RawClient;
import dev.attache.testing.RedisServer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Shards that are reached by TLS: a real `redis-server` that speaks it itself.
final class RedisTlsIT {
    private static final String UNREACHABLE =
            "-ERR attache: shard 'shard-0' is unreachable, the command was not sent: ";
    private static final String HEALTH = "health: {check: redis, interval: 50ms, timeout: 2s, rise: 1, fall: 1}";

    @TempDir
    private Path folder;

    private final int port = FreePorts.next();

    private RedisServer server(Certificate own, String... more) throws IOException {
        String[] arguments = new String[more.length + 8];
        String[] tls = {
            "--tls-port",
            Integer.toString(port),
            "--tls-cert-file",
            own.cert().toString(),
            "--tls-key-file",
            own.key().toString(),
            "--tls-ca-cert-file",
            own.cert().toString()
        };
        System.arraycopy(tls, 0, arguments, 0, tls.length);
        System.arraycopy(more, 0, arguments, tls.length, more.length);
        return RedisServer.start(arguments);
    }

    private RedisServer openServer(Certificate own) throws IOException {
        return server(own, "--tls-auth-clients", "no");
    }

    private Ambassador.Plan before(String tls) {
        return before(port, tls);
    }

    private static Ambassador.Plan before(int serverPort, String tls) {
        return Ambassador.over(0)
                .with(setup -> setup.shard("shard-0", new HostPort("127.0.0.1", serverPort))
                        .cluster("tls: {" + tls + "}", "eject: {failures: 0}", "connect-timeout: 1s"));
    }

    private static String trust(Certificate authority) {
        return file("ca", authority.cert()) + ", server-name: localhost";
    }

    private static String file(String key, Path path) {
        return key + ": {file: \"" + path + "\"}";
    }

    private static void assertUnreachable(Ambassador.Plan plan, String why) throws IOException {
        try (Ambassador attache = plan.start();
                RawClient client = attache.client()) {
            assertThat(client.call("SET", "a", "b")).isEqualTo(UNREACHABLE + why + "\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"boringssl", "jdk"})
    void commandsAndValuesOfEverySizePass(String engine) throws IOException {
        Certificate own = Certificate.make(folder, "own");
        String large = "v".repeat(3 << 20);
        try (RedisServer server = openServer(own);
                Ambassador attache = before(trust(own) + ", engine: " + engine).start();
                RawClient client = attache.client()) {
            for (int i = 0; i < 500; i++) {
                client.command("SET", "key" + i, "value" + i);
            }
            assertThat(client.replies(500)).isEqualTo("+OK\r\n".repeat(500));
            assertThat(client.call("SET", "large", large)).isEqualTo("+OK\r\n");
            assertThat(client.call("GET", "large")).isEqualTo("$" + large.length() + "\r\n" + large + "\r\n");
            assertThat(server.call("GET", "key499")).isEqualTo("$8\r\nvalue499\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"boringssl", "jdk"})
    void aCertificateOfAnotherAuthorityIsNotSpokenTo(String engine) throws IOException {
        Certificate own = Certificate.make(folder, "own");
        Certificate other = Certificate.make(folder, "other");
        try (RedisServer server = openServer(own)) {
            assertUnreachable(before(trust(other) + ", engine: " + engine), "its certificate is not trusted");
            assertThat(server.call("DBSIZE")).isEqualTo(":0\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"boringssl", "jdk"})
    void anExpiredCertificateIsNotSpokenTo(String engine) throws IOException {
        Certificate old = Certificate.expired(folder, "old");
        try (RedisServer server = openServer(old)) {
            assertUnreachable(before(trust(old) + ", engine: " + engine), "its certificate has expired");
            assertThat(server.call("DBSIZE")).isEqualTo(":0\r\n");
        }
    }

    @Test
    void aCertificateForAnotherNameIsNotSpokenTo() throws IOException {
        Certificate own = Certificate.make(folder, "own", "DNS:elsewhere.example");
        try (RedisServer server = openServer(own)) {
            assertUnreachable(before(trust(own)), "its certificate is for another name");
            assertThat(server.call("DBSIZE")).isEqualTo(":0\r\n");
        }
    }

    /// The server takes the greeting for the beginning of a command, and waits for its end.
    @Test
    void aServerInTheClearIsToldFromOneThatSpeaksTls() throws IOException {
        Certificate own = Certificate.make(folder, "own");
        try (RedisServer server = RedisServer.start()) {
            assertUnreachable(before(server.port(), trust(own)), "TLS was not agreed on in time");
            assertThat(server.call("DBSIZE")).isEqualTo(":0\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"boringssl", "jdk"})
    void attacheShowsItsOwnCertificateToAServerThatAsks(String engine) throws IOException {
        Certificate own = Certificate.make(folder, "own");
        Certificate mine = own.sign(folder, "mine", "DNS:attache");
        Certificate stranger = Certificate.make(folder, "stranger");
        String tls = trust(own) + ", engine: " + engine;
        try (RedisServer server = server(own, "--tls-auth-clients", "yes")) {
            try (Ambassador attache = before(tls + ", " + file("cert", mine.cert()) + ", " + file("key", mine.key()))
                            .start();
                    RawClient client = attache.client()) {
                assertThat(client.call("SET", "a", "b")).isEqualTo("+OK\r\n");
                assertThat(server.call("GET", "a")).isEqualTo("$1\r\nb\r\n");
            }
            String foreign = ", " + file("cert", stranger.cert()) + ", " + file("key", stranger.key());
            for (String shown : new String[] {"", foreign}) {
                try (Ambassador attache = before(tls + shown).start();
                        RawClient client = attache.client()) {
                    assertThat(client.call("SET", "a", "c")).startsWith("-ERR attache: ");
                }
            }
            assertThat(server.call("GET", "a")).isEqualTo("$1\r\nb\r\n");
        }
    }

    @Test
    void aServerThatComesBackIsReachedAgain() throws IOException {
        Certificate own = Certificate.make(folder, "own");
        try (RedisServer server = openServer(own);
                Ambassador attache = before(trust(own)).start();
                RawClient client = attache.client()) {
            assertThat(client.call("SET", "a", "b")).isEqualTo("+OK\r\n");
            server.kill();
            Eventually.passes(() -> assertThat(client.call("GET", "a")).startsWith("-ERR attache: "));
            server.restartEmpty();
            Eventually.passes(() -> assertThat(client.call("SET", "a", "c")).isEqualTo("+OK\r\n"));
            assertThat(server.call("GET", "a")).isEqualTo("$1\r\nc\r\n");
        }
    }

    @Test
    void healthIsAskedByTls() throws IOException {
        Certificate own = Certificate.make(folder, "own");
        try (RedisServer server = openServer(own);
                Ambassador attache =
                        before(trust(own)).with(setup -> setup.cluster(HEALTH)).start();
                RawClient client = attache.client()) {
            assertThat(client.call("SET", "a", "b")).isEqualTo("+OK\r\n");
            server.kill();
            Eventually.holds("it is found out", () -> attache.log().contains("fails its health check"));
            server.restartEmpty();
            Eventually.passes(() -> assertThat(client.call("SET", "a", "c")).isEqualTo("+OK\r\n"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"untrusted", "expired", "clear"})
    void aServerThatIsNotToBeTrustedFailsItsHealthCheck(String how) throws IOException {
        Certificate own = how.equals("expired") ? Certificate.expired(folder, "old") : Certificate.make(folder, "own");
        Certificate trusted = how.equals("untrusted") ? Certificate.make(folder, "other") : own;
        String why = switch (how) {
            case "untrusted" -> "its certificate is not trusted";
            case "expired" -> "its certificate has expired";
            default -> "TLS was not agreed on in time";
        };
        try (RedisServer server = openServer(own);
                Ambassador attache = before(how.equals("clear") ? server.port() : port, trust(trusted))
                        .with(setup -> setup.cluster(HEALTH))
                        .start()) {
            Eventually.passes(() -> assertThat(attache.log())
                    .contains("fails its health check: ")
                    .contains(why));
        }
    }

    @Test
    void attacheLogsInByTls() throws IOException {
        Certificate own = Certificate.make(folder, "own");
        try (RedisServer server = server(own, "--tls-auth-clients", "no", "--requirepass", "hush");
                Ambassador attache = before(trust(own))
                        .with(setup -> setup.cluster("auth: {password: hush}", HEALTH))
                        .start();
                RawClient client = attache.client();
                RawClient control = server.connect()) {
            assertThat(client.call("SET", "a", "b")).isEqualTo("+OK\r\n");
            control.call("AUTH", "hush");
            assertThat(control.call("GET", "a")).isEqualTo("$1\r\nb\r\n");
            assertThat(attache.log()).doesNotContain("hush").doesNotContain("fails its health check");
        }
    }
}
