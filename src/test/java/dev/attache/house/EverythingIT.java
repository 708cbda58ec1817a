package dev.attache.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.Attache;
import dev.attache.testing.Eventually;
import dev.attache.testing.FreePorts;
import dev.attache.testing.HttpAnswer;
import dev.attache.testing.RawClient;
import dev.attache.testing.RedisServer;
import dev.attache.testing.WebServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `config/everything.yaml` on real servers: every role in one process.
@Tag("alone")
class EverythingIT {
    private static final Path FILE = Path.of("config/everything.yaml");
    private static final List<String> PORTS = List.of("6379", "8080", "9121", "8086", "9900");

    @TempDir
    private Path folder;

    private final Map<String, Integer> ports = new HashMap<>();

    private Path withFreePorts() throws IOException {
        String text = Files.readString(FILE);
        for (String each : PORTS) {
            ports.put(each, FreePorts.next());
            text = text.replace(":" + each, ":" + ports.get(each));
        }
        return Files.writeString(folder.resolve("everything.yaml"), text);
    }

    private Map<String, String> surroundings(List<RedisServer> shards, WebServer stable, WebServer next)
            throws IOException {
        Files.createDirectories(folder.resolve("logs"));
        return Map.of(
                "SHARD_A", shards.get(0).address().toString(),
                "SHARD_B", shards.get(1).address().toString(),
                "SHARD_C", shards.get(2).address().toString(),
                "STABLE", stable.address().toString(),
                "NEXT", next.address().toString(),
                "LOGS", folder.resolve("logs").toString(),
                "STATE", folder.toString());
    }

    private static WebServer serving(String text) throws IOException {
        return WebServer.nginx(Map.of("index.html", text.getBytes(StandardCharsets.US_ASCII)));
    }

    private int port(String shipped) {
        return Objects.requireNonNull(ports.get(shipped));
    }

    private HttpAnswer get(String port, String path) throws IOException {
        return HttpAnswer.get(port(port), path);
    }

    @Test
    void oneFileShardsSplitsReadsLogsAndTellsFiguresAndHealth() throws IOException {
        try (RedisServer a = RedisServer.start();
                RedisServer b = RedisServer.start();
                RedisServer c = RedisServer.start();
                WebServer stable = serving("stable");
                WebServer next = serving("next")) {
            List<RedisServer> shards = List.of(a, b, c);
            Map<String, String> surroundings = surroundings(shards, stable, next);
            String file = withFreePorts().toString();
            try (Attache attache = Attache.start(folder, surroundings, "dev.attache.Main", "run", "-c", file)) {
                attache.awaitReady();
                theCacheSpreadsKeysOver(shards);
                theWebRoleKnowsBothArms();
                theLogBecomesRecordsOf(attache);
                thePagesTellOf(shards, attache);
                attache.signal("TERM");
                assertThat(attache.awaitExit()).as(attache.output()).isZero();
            }
        }
    }

    private void theCacheSpreadsKeysOver(List<RedisServer> shards) throws IOException {
        try (RawClient app = RawClient.connect(port("6379"))) {
            for (int i = 0; i < 60; i++) {
                assertThat(app.call("SET", "key:" + i, "value " + i)).isEqualTo("+OK\r\n");
            }
            assertThat(app.call("GET", "key:17")).isEqualTo("$8\r\nvalue 17\r\n");
        }
        for (RedisServer shard : shards) {
            assertThat(shard.call("DBSIZE")).isNotEqualTo(":0\r\n");
        }
    }

    private void theWebRoleKnowsBothArms() throws IOException {
        int web = port("8080");
        Eventually.passes(
                () -> assertThat(HttpAnswer.of(web, "GET", "/", "x-arm: stable").body())
                        .isEqualTo("stable"));
        Eventually.passes(() ->
                assertThat(HttpAnswer.of(web, "GET", "/", "x-arm: next").body()).isEqualTo("next"));
        assertThat(get("8080", "/").header("Set-Cookie")).startsWith("attache-arm=");
    }

    private void theLogBecomesRecordsOf(Attache attache) throws IOException {
        Files.writeString(
                folder.resolve("logs/shop.log"),
                "time=2026-11-21T10:00:00Z level=warn msg=\"a visit\" visits=7\n",
                StandardOpenOption.CREATE);
        Eventually.passes(() -> assertThat(attache.output())
                .contains("{\"time\":\"2026-11-21T10:00:00Z\",\"level\":\"warn\",\"message\":\"a visit\",\"visits\":"));
    }

    private void thePagesTellOf(List<RedisServer> shards, Attache attache) throws IOException {
        assertThat(get("9121", "/metrics").body())
                .contains("redis_up{shard=\"c\"} 1")
                .contains("redis_db_keys");
        Eventually.passes(() -> assertThat(get("8086", "/readyz").status()).isEqualTo(200));
        assertThat(attache.get("/readyz?verbose").body())
                .contains("role cache (redis): ready", "role web (http): ready", "role app-logs (logs): ready")
                .contains("role numbers (metrics): ready", "role health (health): ready");
        assertThat(attache.get("/metrics").body())
                .contains("attache_log_lines_read_total")
                .contains("role=\"cache\"");
        assertThat(shards).allMatch(RedisServer::isRunning);
    }
}
