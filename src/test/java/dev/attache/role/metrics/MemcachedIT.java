package dev.attache.role.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.Eventually;
import dev.attache.testing.FreePorts;
import dev.attache.testing.Program;
import dev.attache.testing.RawClient;
import dev.attache.testing.RunningServer;
import dev.attache.wire.exposition.MetricType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemcachedIT {
    @TempDir
    private Path folder;

    private final int port = FreePorts.next();

    private RunningServer start() throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-p", Integer.toString(port), "-l", "127.0.0.1", "-c", "100"));
        if (System.getProperty("user.name").equals("root")) {
            arguments.addAll(List.of("-u", "root"));
        }
        return RunningServer.start(Program.MEMCACHED, folder, arguments);
    }

    @Test
    void aServerIsToldUnderTheNamesOfItsExporter() throws Exception {
        try (RunningServer server = start();
                Adapter attache =
                        Adapter.start("sources: {cache: {kind: memcached, address: \"127.0.0.1:" + port + "\"}}")) {
            Eventually.passes(
                    () -> assertThat(attache.read().value("memcached_up")).isEqualTo(1));
            try (RawClient client = RawClient.connect(port)) {
                client.send("set a 0 0 3\r\nabc\r\n");
                Eventually.passes(() -> assertThat(attache.read().value("memcached_current_items"))
                        .isEqualTo(1));
                client.send("get a\r\nget b\r\n");
                Eventually.passes(() -> assertThat(
                                attache.read().value("memcached_commands_total{command=\"get\",status=\"miss\"}"))
                        .isEqualTo(1));
            }
            Page page = attache.read();

            assertThat(page.value("memcached_commands_total{command=\"get\",status=\"hit\"}"))
                    .isEqualTo(1);
            assertThat(page.value("memcached_commands_total{command=\"set\",status=\"hit\"}"))
                    .isEqualTo(1);
            assertThat(page.value("memcached_max_connections")).isEqualTo(100);
            assertThat(page.value("memcached_accepting_connections")).isEqualTo(1);
            assertThat(page.value("memcached_limit_bytes")).isEqualTo(64 << 20);
            assertThat(page.value("memcached_slab_current_items{slab=\"1\"}")).isEqualTo(1);
            assertThat(page.value("memcached_slab_commands_total{command=\"set\",slab=\"1\",status=\"hit\"}"))
                    .isEqualTo(1);
            assertThat(page.series().keySet()).anyMatch(each -> each.startsWith("memcached_version{version=\"1."));
            assertThat(page.types())
                    .containsEntry("memcached_process_user_cpu_seconds_total", MetricType.COUNTER)
                    .containsEntry("memcached_uptime_seconds", MetricType.COUNTER)
                    .containsEntry("memcached_malloced_bytes", MetricType.GAUGE);

            server.kill();
            assertThat(attache.read().value("memcached_up")).isZero();
        }
    }
}
