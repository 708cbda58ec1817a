package dev.attache.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.Attache;
import dev.attache.testing.ChildProcess;
import dev.attache.testing.Deadline;
import dev.attache.testing.FreePorts;
import dev.attache.testing.HttpAnswer;
import dev.attache.testing.Program;
import dev.attache.testing.RawClient;
import dev.attache.testing.RedisServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The metrics of an attache at work, as scrapers ask for them and as Prometheus's own checker reads them.
class MetricsIT {
    @TempDir
    private static Path folder;

    private static RedisServer shard;
    private static Attache attache;

    @BeforeAll
    static void work() throws IOException {
        shard = RedisServer.start();
        int port = FreePorts.next();
        Files.writeString(folder.resolve("attache.yaml"), """
            admin: {listen: 127.0.0.1:0}
            clusters:
              shards: {endpoints: [127.0.0.1:%d, 127.0.0.1:1], health: {check: redis, interval: 100ms}}
            roles: {cache: {kind: redis, cluster: shards, listen: 127.0.0.1:%d}}
            """.formatted(shard.port(), port));
        attache = Attache.start(folder, "run", "-c", "attache.yaml").awaitReady();
        try (RawClient client = RawClient.connect(port)) {
            for (int i = 0; i < 100; i++) {
                client.call("SET", "key:" + i, "1");
                client.call("GET", "key:" + i);
            }
            client.call("NOSUCHCOMMAND");
        }
        attache.awaitLog("HealthCheckFailed");
    }

    @AfterAll
    static void end() throws IOException {
        attache.close();
        shard.close();
    }

    private static HttpAnswer scrape(String accept) throws IOException {
        return HttpAnswer.of(attache.adminPort(), "GET", "/metrics", "Accept: " + accept);
    }

    @Test
    void prometheusFindsNoFaultWithThem() throws IOException {
        String text = scrape("text/plain").body();
        Path page = Files.writeString(folder.resolve("metrics.txt"), text, StandardCharsets.ISO_8859_1);
        String check = "exec \"$0\" check metrics <" + page;

        try (ChildProcess promtool = ChildProcess.start(
                folder,
                Map.of(),
                List.of("sh", "-c", check, Program.PROMTOOL.path().toString()))) {
            int status = promtool.awaitExit(Deadline.USUAL);
            assertThat(promtool.output()).isEmpty();
            assertThat(status).isZero();
        }
        assertThat(text)
                .contains(
                        "attache_build_info{",
                        "attache_event_loop_lag_seconds_bucket{",
                        "attache_direct_memory_pooled_bytes ",
                        "attache_listener_connections{",
                        "attache_endpoint_available{",
                        "jvm_gc_pause_seconds");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.8 | text/plain",
                "application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5 |"
                        + " application/openmetrics-text",
                "application/openmetrics-text;q=0, */* | text/plain",
                "*/* | text/plain",
            })
    void theFormIsTheOneThatTheScraperPrefers(String accept, String type) throws IOException {
        HttpAnswer answer = scrape(accept);

        assertThat(answer.header("Content-Type")).startsWith(type + ";");
        assertThat(answer.body().endsWith("# EOF\n")).isEqualTo(type.contains("openmetrics"));
    }
}
