package dev.attache.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.Attache;
import dev.attache.testing.FreePorts;
import dev.attache.testing.HttpAnswer;
import dev.attache.testing.RawClient;
import dev.attache.testing.RedisServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The life of a process: start, drain, end, and what it says on the way.
class RunIT {
    @TempDir
    private Path folder;

    private final int port = FreePorts.next();
    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("attache.yaml");
    }

    private Attache run(int shardPort, String more) throws IOException {
        Files.writeString(file, """
            admin: {listen: 127.0.0.1:0}
            clusters: {shards: {endpoints: [127.0.0.1:%d], auth: {password: "hunter2"}}}
            roles: {cache: {kind: redis, cluster: shards, listen: 127.0.0.1:%d, password: "hunter3"}}
            %s
            """.formatted(shardPort, port, more));
        return Attache.start(folder, "run", "-c", file.toString());
    }

    private static boolean listens(int port) {
        return !FreePorts.isFree(port);
    }

    @Test
    void itBecomesReadyServesAndEndsWithStatusZero() throws IOException {
        try (RedisServer shard = RedisServer.start("--requirepass", "hunter2");
                Attache attache = run(shard.port(), "").awaitReady();
                RawClient client = RawClient.connect(port)) {
            assertThat(attache.get("/livez").status()).isEqualTo(200);
            assertThat(attache.get("/readyz?verbose").body()).startsWith("ready\nrole cache (redis): ready");
            assertThat(attache.get("/metrics").body()).contains("attache_build_info{", "transport=\"");
            assertThat(attache.get("/roles").body()).contains("\"name\": \"cache\"", "127.0.0.1:" + port);
            assertThat(attache.get("/clusters").body()).contains("127.0.0.1:" + shard.port());
            assertThat(client.call("AUTH", "hunter3")).isEqualTo("+OK\r\n");
            assertThat(client.call("SET", "a", "1")).isEqualTo("+OK\r\n");

            attache.signal("TERM");

            assertThat(attache.awaitExit()).isZero();
            assertThat(attache.output()).contains("SIGTERM", "ended with status 0");
        }
    }

    @Test
    void nothingButJsonIsWritten() throws IOException {
        try (Attache attache = run(1, "").awaitReady()) {
            attache.signal("INT");

            assertThat(attache.awaitExit()).isZero();
            assertThat(attache.output().lines())
                    .allMatch(line -> line.startsWith("{\"time\":\"") && line.endsWith("}"));
        }
    }

    @Test
    void noSecretIsShownAnywhere() throws IOException {
        try (Attache attache = run(1, "").awaitReady()) {
            String config = attache.get("/config").body();
            attache.signal("HUP");
            attache.awaitLog("ConfigReloaded");

            assertThat(config).contains("password: '***'");
            assertThat(config
                            + attache.get("/roles").body()
                            + attache.get("/metrics").body()
                            + attache.output())
                    .doesNotContain("hunter");
        }
    }

    @Test
    void anAddressThatIsTakenIsNamedAndNothingIsLeft() throws IOException {
        int other = FreePorts.next();
        Files.writeString(file, """
            admin: {listen: 127.0.0.1:0}
            clusters: {shards: {endpoints: [127.0.0.1:1]}}
            roles:
              first: {kind: redis, cluster: shards, listen: 127.0.0.1:%d}
              second: {kind: redis, cluster: shards, listen: 127.0.0.1:%d}
            """.formatted(other, port));
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
                Attache attache = Attache.start(folder, "run", "-c", file.toString())) {
            assertThat(taken.isBound()).isTrue();

            assertThat(attache.awaitExit()).isEqualTo(1);
            assertThat(attache.output())
                    .contains("role second", "127.0.0.1:" + port, "address already in use")
                    .contains("held by java, pid " + ProcessHandle.current().pid())
                    .doesNotContain("\tat ", "DaemonReady");
            assertThat(listens(other)).isFalse();
        }
    }

    @Test
    void anAdminAddressThatIsTakenIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Attache attache = Attache.start(
                        folder,
                        "redis",
                        "--shard",
                        "127.0.0.1:1",
                        "--listen",
                        "127.0.0.1:" + port,
                        "--admin",
                        "127.0.0.1:" + taken.getLocalPort())) {
            assertThat(attache.awaitExit()).isEqualTo(1);
            assertThat(attache.output())
                    .contains("admin cannot listen", "127.0.0.1:" + taken.getLocalPort(), "admin.listen");
        }
    }

    @Test
    void nothingStartsOnABadFile() throws IOException {
        try (Attache attache = run(1, "drain: soon\nthreds: 2")) {
            assertThat(attache.awaitExit()).isEqualTo(2);
            assertThat(attache.output())
                    .contains("attache.yaml:4:", "drain", "did you mean threads?", "2 mistakes; nothing was started")
                    .doesNotContain("RoleReady", "\tat ");
        }
    }

    @Test
    void aFileThatIsMissingIsSaidInOneLine() throws IOException {
        try (Attache attache = Attache.start(folder, "run", "-c", "nowhere.yaml")) {
            assertThat(attache.awaitExit()).isEqualTo(2);
            assertThat(attache.output()).contains("nowhere.yaml").doesNotContain("\tat ");
        }
    }

    /// A command whose shard is suspended is in flight for as long as the shard's time-out.
    private RawClient commandInFlight(RedisServer shard) throws IOException {
        RawClient client = RawClient.connect(port);
        assertThat(client.call("AUTH", "hunter3")).isEqualTo("+OK\r\n");
        assertThat(client.call("GET", "a")).isEqualTo("$-1\r\n");
        shard.suspend();
        client.command("GET", "a");
        return client;
    }

    @Test
    void readyzTurnsBeforeTheListenerClosesAndWorkInFlightIsFinished() throws IOException {
        try (RedisServer shard = RedisServer.start("--requirepass", "hunter2");
                Attache attache = run(shard.port(), "").awaitReady();
                RawClient client = commandInFlight(shard)) {
            attache.signal("TERM");

            while (listens(port)) {
                assertThat(attache.isAlive()).isTrue();
            }
            HttpAnswer after = attache.get("/readyz");
            assertThat(after.status()).isEqualTo(503);
            assertThat(after.body()).isEqualTo("draining\n");
            assertThat(attache.get("/livez").status()).isEqualTo(200);
            shard.resume();
            assertThat(client.reply()).isEqualTo("$-1\r\n");
            assertThat(attache.awaitExit()).isZero();
        }
    }

    @Test
    void workThatTakesLongerThanTheDrainIsCutOffAndToldByTheStatus() throws IOException {
        try (RedisServer shard = RedisServer.start("--requirepass", "hunter2");
                Attache attache = run(shard.port(), "drain: 200ms").awaitReady();
                RawClient client = commandInFlight(shard)) {
            attache.signal("TERM");

            assertThat(attache.awaitExit()).isEqualTo(1);
            assertThat(attache.output()).contains("work in flight was cut off");
            client.expectClosed();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void aSecondSignalEndsAtOnce(String second) throws IOException {
        try (RedisServer shard = RedisServer.start("--requirepass", "hunter2");
                Attache attache = run(shard.port(), "drain: 1h").awaitReady();
                RawClient client = commandInFlight(shard)) {
            attache.signal("TERM");
            attache.awaitLog("DrainStarted");
            attache.signal(second);

            assertThat(attache.awaitExit(Duration.ofSeconds(3))).isEqualTo(1);
            client.expectClosed();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/drain", "/quit"})
    void anOperatorMayEndIt(String path) throws IOException {
        try (Attache attache = run(1, "").awaitReady()) {
            assertThat(HttpAnswer.of(attache.adminPort(), "POST", path).status())
                    .isEqualTo(202);

            assertThat(attache.awaitExit()).isZero();
        }
    }
}
