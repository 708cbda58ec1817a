package dev.attache.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attache.base.Ticker;
import dev.attache.config.AttacheConfig;
import dev.attache.config.ConfigException;
import dev.attache.config.ConfigLoader;
import dev.attache.config.LogsConfig;
import dev.attache.config.MetricsConfig;
import dev.attache.net.EventLoops;
import dev.attache.net.Transport;
import dev.attache.role.RoleContext;
import dev.attache.role.logs.LogsRole;
import dev.attache.role.metrics.MetricsRole;
import dev.attache.testing.Eventually;
import dev.attache.testing.FreePorts;
import dev.attache.testing.HttpAnswer;
import dev.attache.testing.RecordingObserver;
import dev.attache.upstream.Clusters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A metrics role that tells what a log role counts.
class LogSourceIT {
    @TempDir
    private Path folder;

    private final int port = FreePorts.next();

    private AttacheConfig config(String ofRole) throws ConfigException {
        String yaml = """
            roles:
              shop:
                kind: logs
                inputs: [{file: "%1$s/app.log", format: json}]
                outputs: [{file: %1$s/out}]
                state: %1$s/state
                metrics:
                  - {counter: shop_orders_total, labels: {kind: kind}, help: Orders.}
                  - {histogram: shop_order_seconds, value: took, buckets: [0.1, 1]}
              numbers:
                kind: metrics
                listen: 127.0.0.1:%2$d
                sources: {log: {kind: log, role: %3$s, labels: {tier: web}}}
            """.formatted(folder, port, ofRole);
        return ConfigLoader.parse(Path.of("test.yaml"), yaml, Map.of()).config();
    }

    private String page() throws IOException {
        return HttpAnswer.get(port, "/metrics").body();
    }

    @Test
    void whatALogRoleCountsIsToldOnThePageAndItsOwnFiguresAreNot() throws Exception {
        AttacheConfig config = config("shop");
        Files.writeString(folder.resolve("app.log"), """
            {"kind": "book", "took": 0.05}
            {"kind": "book", "took": 0.5}
            {"kind": "pen", "took": 5}
            """);
        var observer = new RecordingObserver();
        try (EventLoops loops = EventLoops.start(Transport.choose(), 1)) {
            var clusters = new Clusters(Map.of(), loops, observer, Ticker.SYSTEM);
            var shop = new LogsRole(new RoleContext("shop", loops, clusters, observer, Ticker.SYSTEM), (LogsConfig)
                    Objects.requireNonNull(config.roles().get("shop")));
            var numbers = new MetricsRole(
                    new RoleContext("numbers", loops, clusters, observer, Ticker.SYSTEM),
                    (MetricsConfig) Objects.requireNonNull(config.roles().get("numbers")));
            shop.start();
            numbers.start();
            Eventually.passes(() -> assertThat(page())
                    .contains(
                            "# TYPE shop_orders_total counter",
                            "shop_orders_total{kind=\"book\",tier=\"web\"} 2\n",
                            "shop_orders_total{kind=\"pen\",tier=\"web\"} 1\n",
                            "shop_order_seconds_bucket{le=\"0.1\",tier=\"web\"} 1\n",
                            "shop_order_seconds_bucket{le=\"+Inf\",tier=\"web\"} 3\n",
                            "shop_order_seconds_count{tier=\"web\"} 3\n",
                            "attache_source_up{source=\"log\"} 1"));
            assertThat(page()).doesNotContain("log_metric_overflows");

            shop.stop();
            assertThat(page()).contains("attache_source_up{source=\"log\"} 0");
            numbers.stop();
        }
    }

    @Test
    void aLogRoleThatIsNotThereIsAMistakeOfTheFile() {
        assertThatThrownBy(() -> config("shpo")).hasMessageContaining("there is no log role");
    }
}
