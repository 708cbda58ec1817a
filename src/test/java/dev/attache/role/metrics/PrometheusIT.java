package dev.attache.role.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.Certificate;
import dev.attache.testing.Eventually;
import dev.attache.testing.FreePorts;
import dev.attache.testing.HttpAnswer;
import dev.attache.testing.Program;
import dev.attache.testing.RedisServer;
import dev.attache.testing.RunningServer;
import dev.attache.testing.TlsVisitor;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real Prometheus scrapes the page, in the format that it prefers.
class PrometheusIT {
    @TempDir
    private Path folder;

    private final int prometheus = FreePorts.next();

    private String ask(String query) throws IOException {
        return HttpAnswer.get(prometheus, "/api/v1/query?query=" + query).body();
    }

    private RunningServer start(int scraped, String... more) throws IOException {
        Path config = Files.writeString(
                folder.resolve("prometheus.yml"),
                """
                global: {scrape_interval: 1s, scrape_timeout: 900ms}
                scrape_configs:
                  - job_name: attache
                    static_configs: [{targets: ["127.0.0.1:%d"]}]
                """.formatted(scraped) + String.join("\n", more).indent(4));
        List<String> arguments = List.of(
                "--config.file=" + config,
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:" + prometheus);
        return RunningServer.start(Program.PROMETHEUS, folder, arguments);
    }

    private static void send(int port, String lines) throws IOException {
        byte[] bytes = lines.getBytes(StandardCharsets.UTF_8);
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.send(new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), port));
        }
    }

    @Test
    void whatIsToldArrivesWithItsTypesAndADeadSourceFailsNothing() throws Exception {
        int statsd = FreePorts.next();
        try (RedisServer redis = RedisServer.start();
                Adapter attache = Adapter.start("""
                    sources:
                      cache: {kind: redis, address: "127.0.0.1:%d"}
                      app: {kind: statsd, listen: "127.0.0.1:%d"}
                      dead: {kind: memcached, address: "127.0.0.1:%d"}
                    """.formatted(redis.port(), statsd, FreePorts.next()));
                RunningServer server = start(attache.port())) {
            send(statsd, "took:250|ms\nhits:3|c|#path:/a \"b\"\\\\c");
            Eventually.passesWithin(
                    Duration.ofSeconds(40), () -> assertThat(ask("redis_up")).contains(",\"1\"]"));

            assertThat(ask("up")).contains(",\"1\"]");
            assertThat(ask("memcached_up")).contains(",\"0\"]");
            assertThat(ask("redis_total_error_replies")).contains("\"0\"]");
            assertThat(ask("redis_db_keys")).contains("\"db\":\"db0\"");
            assertThat(ask("redis_commands_processed_total")).contains("\"result\":[{");
            Eventually.passes(() -> assertThat(ask("took_count")).contains(",\"1\"]"));
            assertThat(ask("hits")).contains(",\"3\"]");
            assertThat(HttpAnswer.get(prometheus, "/api/v1/metadata?metric=redis_commands_processed")
                            .body())
                    .contains("\"type\":\"counter\"");
            assertThat(server.isAlive()).isTrue();
        }
    }

    @Test
    void itScrapesByHttpsWithATokenAndNobodyElseDoes() throws Exception {
        Certificate certificate = Certificate.make(folder, "one");
        Path token = Files.writeString(folder.resolve("token"), "opensesame");
        int nobody = FreePorts.next();
        String settings = "token: {file: \"" + token + "\"}\nsources: {cache: {kind: redis, address: \"127.0.0.1:"
                + nobody + "\"}}\ntls: {cert: {file: \"%s\"}, key: {file: \"%s\"}}";
        try (Adapter attache = Adapter.start(settings.formatted(certificate.cert(), certificate.key()));
                TlsVisitor stranger = TlsVisitor.connect(attache.port());
                RunningServer server = start(
                        attache.port(),
                        "scheme: https",
                        "authorization: {credentials_file: " + token + "}",
                        "tls_config: {ca_file: " + certificate.cert() + ", server_name: localhost}")) {
            Eventually.passesWithin(
                    Duration.ofSeconds(40), () -> assertThat(ask("redis_up")).contains(",\"0\"]"));
            assertThat(ask("up")).contains(",\"1\"]");
            assertThat(stranger.get("/metrics", true))
                    .contains("needs the token")
                    .doesNotContain("redis_up");
            assertThat(stranger.get("/metrics", true, "Host: h", "Authorization: Bearer wrong"))
                    .contains("needs the token");

            Certificate next = Certificate.make(folder, "two");
            assertThat(attache.reload(settings.formatted(next.cert(), next.key())))
                    .isTrue();

            try (TlsVisitor visitor = TlsVisitor.connect(attache.port())) {
                assertThat(visitor.organization()).isEqualTo("two");
                assertThat(visitor.get("/metrics", true, "Host: h", "Authorization: Bearer opensesame"))
                        .contains("redis_up 0");
            }
            assertThat(server.isAlive()).isTrue();
        }
    }
}
