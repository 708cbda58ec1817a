package dev.attache.role.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.Eventually;
import dev.attache.testing.FreePorts;
import dev.attache.testing.Program;
import dev.attache.testing.RedisServer;
import dev.attache.testing.RunningServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A node of a cluster and a sentinel, with prometheus-redis-exporter beside attache.
class RedisFleetIT {
    @TempDir
    private Path folder;

    private RunningServer exporter(int port, int redis) throws IOException {
        return RunningServer.start(
                Program.REDIS_EXPORTER,
                folder,
                List.of("-redis.addr=redis://127.0.0.1:" + redis, "-web.listen-address=127.0.0.1:" + port));
    }

    private static Adapter before(int redis) throws Exception {
        return Adapter.start("sources: {cache: {kind: redis, address: \"127.0.0.1:" + redis + "\"}}");
    }

    private static void assertSame(Twins twins, String... series) throws IOException {
        Twins.Outcome outcome = twins.compare(
                each -> each.startsWith("redis_cluster") || each.startsWith("redis_sentinel"),
                each -> each.startsWith("redis_cluster_messages"));

        assertThat(outcome.wrong()).isEmpty();
        assertThat(outcome.compared()).contains(series);
    }

    @Test
    void aNodeOfAClusterTellsItsState() throws Exception {
        int page = FreePorts.next();
        try (RedisServer node = RedisServer.start("--cluster-enabled", "yes");
                RunningServer exporter = exporter(page, node.port());
                Adapter attache = before(node.port())) {
            node.call("CLUSTER", "ADDSLOTSRANGE", "0", "16383");
            Eventually.passes(() ->
                    assertThat(attache.read().value("redis_cluster_state")).isEqualTo(1));
            var twins = new Twins(page, attache, "");
            Eventually.passes(() -> assertThat(twins.exporterText()).contains("redis_cluster_state 1"));

            assertSame(
                    twins,
                    "redis_cluster_enabled",
                    "redis_cluster_state",
                    "redis_cluster_slots_ok",
                    "redis_cluster_slots_fail",
                    "redis_cluster_known_nodes");
            assertThat(exporter.isAlive()).isTrue();
        }
    }

    @Test
    void aSentinelTellsOfItsMasters() throws Exception {
        int page = FreePorts.next();
        int port = FreePorts.next();
        try (RedisServer master = RedisServer.start()) {
            Path config = Files.writeString(folder.resolve("sentinel.conf"), """
                port %d
                bind 127.0.0.1
                sentinel monitor jobs 127.0.0.1 %d 1
                """.formatted(port, master.port()));
            try (RunningServer sentinel = RunningServer.start(
                            Program.REDIS_SERVER, folder, List.of(config.toString(), "--sentinel"));
                    RunningServer exporter = exporter(page, port);
                    Adapter attache = before(port)) {
                String address = "master_address=\"127.0.0.1:" + master.port() + "\",master_name=\"jobs\"";
                String status = "redis_sentinel_master_status{" + address + ",master_status=\"ok\"}";
                Eventually.passes(() -> assertThat(attache.read().value(status)).isEqualTo(1));
                var twins = new Twins(page, attache, "");
                Eventually.passes(() -> assertThat(twins.exporterText()).contains("redis_sentinel_masters 1"));

                assertSame(
                        twins,
                        "redis_sentinel_masters",
                        status,
                        "redis_sentinel_master_ok_sentinels{" + address + "}",
                        "redis_sentinel_master_ok_slaves{" + address + "}");
                assertThat(sentinel.isAlive() && exporter.isAlive()).isTrue();
            }
        }
    }
}
