package dev.attache.role.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.attache.testing.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Figures that stand on pages and in files.
class PagesIT {
    private record Shown(int status, String type, String body) {}

    private final AtomicReference<Shown> shown = new AtomicReference<>(new Shown(200, "text/plain", ""));
    private HttpServer server;
    private String url = "";

    @TempDir
    private Path folder;

    @BeforeEach
    void begin() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), FreePorts.next()), 0);
        server.createContext("/", exchange -> {
            Shown now = shown.get();
            byte[] body = now.body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", now.type);
            exchange.sendResponseHeaders(now.status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        url = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    private void show(String type, String body) {
        shown.set(new Shown(200, type, body));
    }

    @Test
    void aPageOfMetricsIsPickedFromRenamedAndRelabelled() throws Exception {
        show("text/plain; version=0.0.4", """
            # TYPE hits_total counter
            # HELP hits_total Hits.
            hits_total{path="/api/cart/1",code="200"} 3
            # TYPE took histogram
            took_bucket{le="+Inf"} 2
            took_sum 4
            took_count 2
            other 1
            """);
        try (Adapter attache = Adapter.start("""
            sources:
              app:
                kind: prometheus
                url: %s
                only: [hits_total, took]
                rename: {took: took_seconds}
                relabel:
                  - {source-labels: [path], regex: "/api/([a-z]+)/.*", target-label: api}
                  - {regex: path, action: labeldrop}
                labels: {app: shop}
            """.formatted(url))) {
            Page page = attache.read();

            assertThat(page.value("hits_total{api=\"cart\",app=\"shop\",code=\"200\"}"))
                    .isEqualTo(3);
            assertThat(page.value("took_seconds_bucket{app=\"shop\",le=\"+Inf\"}"))
                    .isEqualTo(2);
            assertThat(page.value("took_seconds_sum{app=\"shop\"}")).isEqualTo(4);
            assertThat(page.types()).doesNotContainKey("other");
            assertThat(attache.page("Accept: application/openmetrics-text"))
                    .contains("# TYPE hits counter\n", "# HELP hits Hits.\n", "# TYPE took_seconds histogram\n");
        }
    }

    @Test
    void halfAPageIsNoPage() throws Exception {
        try (Adapter attache = Adapter.start("sources: {app: {kind: prometheus, url: \"" + url + "\"}}")) {
            String up = "attache_source_up{source=\"app\"}";
            show("application/openmetrics-text; version=1.0.0", "a 1\nb 2\n");
            assertThat(attache.read().value(up)).isZero();
            show("text/plain", "a 1\nb 2{\n");
            assertThat(attache.read().value(up)).isZero();
            shown.set(new Shown(500, "text/plain", "a 1\n"));
            assertThat(attache.read().value(up)).isZero();
            show("application/openmetrics-text; version=1.0.0", "a 1\n# EOF\n");
            Page page = attache.read();
            assertThat(page.value(up)).isEqualTo(1);
            assertThat(page.value("a")).isEqualTo(1);
        }
    }

    @Test
    void whereTwoSourcesTellTheSameSeriesTheFirstStands() throws Exception {
        show("text/plain", "# TYPE a counter\na 1\n");
        Path file = Files.writeString(folder.resolve("status"), "a=2");
        try (Adapter attache = Adapter.start("""
            sources:
              page: {kind: prometheus, url: %s}
              file: {kind: file, path: %s, metrics: [{name: a, type: counter, pattern: "a=([0-9]+)"}]}
            """.formatted(url, file))) {
            assertThat(attache.read().value("a")).isEqualTo(1);
            assertThat(attache.observer().samples()).containsEntry("metrics_samples_left_out{role=numbers}", 1.0);
        }
    }

    @Test
    void jsonAndTextAndFilesAreRead() throws Exception {
        show("application/json", "{\"queues\": [{\"name\": \"a\", \"size\": 3}], \"up\": \"3h\"}");
        Path file = Files.writeString(folder.resolve("status"), "rows=7\n");
        try (Adapter attache = Adapter.start("""
            sources:
              app:
                kind: http-json
                url: %s
                metrics:
                  - {name: queue_length, each: ".queues[]", value: .size, labels: {queue: .name}}
                  - {name: up_seconds, value: .up, as: duration}
              text:
                kind: http-text
                url: %s
                metrics: [{name: size, pattern: "\\"size\\": (\\\\d+)"}]
              batch:
                kind: file
                path: %s
                metrics: [{name: rows_total, type: counter, pattern: "^rows=(\\\\d+)"}]
            """.formatted(url, url, file))) {
            Page page = attache.read();

            assertThat(page.value("queue_length{queue=\"a\"}")).isEqualTo(3);
            assertThat(page.value("up_seconds")).isEqualTo(10_800);
            assertThat(page.value("size")).isEqualTo(3);
            assertThat(page.value("rows_total")).isEqualTo(7);
            Files.delete(file);
            page = attache.read();
            assertThat(page.value("attache_source_up{source=\"batch\"}")).isZero();
            assertThat(page.value("size")).isEqualTo(3);
            show("text/html", "<html>");
            assertThat(attache.read().value("attache_source_up{source=\"app\"}"))
                    .isZero();
        }
    }

    @Test
    void aPageThatIsTooLargeIsNone() throws Exception {
        show("text/plain", "a 1\n".repeat(2000));
        try (Adapter attache =
                Adapter.start("sources: {app: {kind: prometheus, size-max: 1KiB, url: \"" + url + "\"}}")) {
            assertThat(attache.read().value("attache_source_up{source=\"app\"}"))
                    .isZero();
        }
    }
}
