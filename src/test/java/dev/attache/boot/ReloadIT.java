package dev.attache.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.Attache;
import dev.attache.testing.Eventually;
import dev.attache.testing.FreePorts;
import dev.attache.testing.RawClient;
import dev.attache.testing.RedisServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A new version of the file is taken as a whole or not at all.
class ReloadIT {
    private static RedisServer shard;

    @TempDir
    private Path folder;

    private final int port = FreePorts.next();
    private Path file;
    private Attache attache;

    @BeforeAll
    static void startShard() throws IOException {
        shard = RedisServer.start();
    }

    @AfterAll
    static void endShard() throws IOException {
        shard.close();
    }

    @BeforeEach
    void run() throws IOException {
        file = folder.resolve("attache.yaml");
        write(file, "cache", port, "");
        attache = Attache.start(folder, "run", "-c", file.toString()).awaitReady();
    }

    @AfterEach
    void end() throws IOException {
        attache.close();
    }

    private static Path write(Path to, String role, int port, String more) throws IOException {
        return Files.writeString(to, """
            admin: {listen: 127.0.0.1:0}
            clusters: {shards: {endpoints: [127.0.0.1:%d]}}
            roles: {%s: {kind: redis, cluster: shards, listen: 127.0.0.1:%d}}
            %s
            """.formatted(shard.port(), role, port, more));
    }

    private void reloadWith(String role, int port, String more) throws IOException {
        write(file, role, port, more);
        attache.signal("HUP");
    }

    private double reloads(String outcome) throws IOException {
        String name = "attache_config_reloads_total{outcome=\"" + outcome + "\"} ";
        return attache.get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
                .sum();
    }

    @Test
    void aRoleThatDoesNotChangeKeepsItsConnections() throws IOException {
        try (RawClient client = RawClient.connect(port)) {
            assertThat(client.call("PING")).isEqualTo("+PONG\r\n");

            reloadWith("cache", port, "drain: 3s");
            Eventually.holds("the new file is in force", () -> reloads("applied") == 1);

            assertThat(client.call("SET", "a", "1")).isEqualTo("+OK\r\n");
            assertThat(attache.get("/config").body()).contains("drain: 3s");
        }
    }

    @Test
    void aRoleThatMovesServesItsOldConnectionsToTheirEndAndNewOnesAtTheNewAddress() throws IOException {
        int moved = FreePorts.next();

        reloadWith("cache", moved, "");

        Eventually.passes(() -> {
            try (RawClient client = RawClient.connect(moved)) {
                assertThat(client.call("PING")).isEqualTo("+PONG\r\n");
            }
        });
        Eventually.holds("the old address is free", () -> FreePorts.isFree(port));
        assertThat(attache.get("/readyz").status()).isEqualTo(200);
    }

    @Test
    void aBadFileLeavesWhatRunsInForce() throws IOException {
        reloadWith("cache", port, "drain: soon");

        attache.awaitLog("what ran before runs on");
        assertThat(reloads("refused")).isEqualTo(1);
        assertThat(attache.get("/readyz").status()).isEqualTo(200);
        assertThat(attache.get("/readyz?verbose").body()).contains("warning: ", "attache.yaml:4:8: drain");
        try (RawClient client = RawClient.connect(port)) {
            assertThat(client.call("GET", "nothing")).isEqualTo("$-1\r\n");
        }

        reloadWith("cache", port, "");
        Eventually.holds(
                "the warning is gone",
                () -> !attache.get("/readyz?verbose").body().contains("warning"));
    }

    @Test
    void aFileThatCannotBePutInForceLeavesWhatRunsInForce() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            reloadWith("other", taken.getLocalPort(), "drain: 3s");

            attache.awaitLog("could not be put in force");
            assertThat(reloads("failed")).isEqualTo(1);
            assertThat(attache.get("/readyz?verbose").body())
                    .contains("role cache", "warning: ", "127.0.0.1:" + taken.getLocalPort());
            assertThat(attache.get("/config").body())
                    .contains("drain: 10s", "cache:")
                    .doesNotContain("other:");
            try (RawClient client = RawClient.connect(port)) {
                assertThat(client.call("PING")).isEqualTo("+PONG\r\n");
            }
        }
    }

    @Test
    void whatTakesARestartIsSaid() throws IOException {
        reloadWith("cache", port, "threads: 3");

        attache.awaitLog("takes a restart");
        assertThat(attache.get("/readyz?verbose").body())
                .startsWith("ready\n")
                .contains("warning: threads has changed in the file, which takes a restart");
        assertThat(attache.get("/config").body()).contains("threads: auto");
    }

    @Test
    void aFileThatChangesIsTakenWithoutASignal() throws IOException {
        write(file, "cache", port, "drain: 4s");

        Eventually.holds(
                "the new file is in force", () -> attache.get("/config").body().contains("drain: 4s"));
        assertThat(reloads("applied")).isEqualTo(1);
    }

    @Test
    void theSwapOfAMountedConfigMapIsTaken() throws IOException {
        attache.close();
        Path mount = Files.createDirectory(folder.resolve("mount"));
        write(Files.createDirectory(mount.resolve("..1")).resolve("attache.yaml"), "cache", port, "");
        Files.createSymbolicLink(mount.resolve("..data"), Path.of("..1"));
        Path link = Files.createSymbolicLink(mount.resolve("attache.yaml"), Path.of("..data/attache.yaml"));
        attache = Attache.start(folder, "run", "-c", link.toString()).awaitReady();

        write(Files.createDirectory(mount.resolve("..2")).resolve("attache.yaml"), "cache", port, "drain: 4s");
        Files.createSymbolicLink(mount.resolve("..data_tmp"), Path.of("..2"));
        Files.move(mount.resolve("..data_tmp"), mount.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);

        Eventually.holds(
                "the new file is in force", () -> attache.get("/config").body().contains("drain: 4s"));
    }
}
