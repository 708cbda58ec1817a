package dev.attache.role.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.base.JsonReader;
import dev.attache.testing.Attache;
import dev.attache.testing.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Steps and metrics of a running log adapter, through kills too.
class LogStepsIT {
    @TempDir
    private Path folder;

    private Attache attache(String rules) throws IOException {
        Path file = folder.resolve("attache.yaml");
        Files.writeString(file, """
            admin: {listen: "127.0.0.1:0"}
            roles:
              app:
                kind: logs
                inputs: [{file: "%1$s/app.log", format: json}]
                outputs: [file: "%1$s/out"]
                state: "%1$s/state"
            """.formatted(folder) + rules.indent(4));
        return Attache.start(folder, "run", "-c", file.toString()).awaitReady();
    }

    private void write(String... lines) throws IOException {
        Files.writeString(
                folder.resolve("app.log"),
                String.join("\n", lines).replace('\'', '"') + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private List<String> out() throws IOException {
        return Files.readAllLines(folder.resolve("out"));
    }

    @Test
    void recordsAreDroppedChangedHiddenFoldedAndCounted() throws IOException {
        write(
                "{'level':'debug','msg':'noise'}",
                "{'level':'info','msg':'mail to a@b.de','took':'5ms','status':200}",
                "{'level':'error','msg':'no way','status':500}",
                "{'level':'error','msg':'no way','status':500}",
                "{'level':'error','msg':'no way','status':500}");
        try (Attache attache = attache("""
            steps:
              - drop: 'level < "info"'
              - set: {service: shop, seconds: "{{seconds(took)}}"}
              - redact: [email]
              - dedupe: {by: [message], within: 100ms}
            metrics:
              - {counter: records_total, help: What was said., labels: {level: string(level)}}
              - {histogram: took_seconds, value: seconds, buckets: [0.01, 1]}
            """)) {
            Eventually.passes(() -> assertThat(out()).hasSize(3));
            assertThat(out().get(0))
                    .contains("\"message\":\"mail to [email]\"", "\"service\":\"shop\",\"seconds\":0.005}");
            assertThat(out().get(1)).contains("\"message\":\"no way\"").doesNotContain("repeated");
            assertThat(out().get(2)).contains("\"level\":\"error\",\"message\":\"no way\",\"repeated\":2}");
            assertThat(out())
                    .allSatisfy(each -> assertThat(JsonReader.read(each)).isNotNull());
            assertThat(attache.get("/metrics").body())
                    .contains("# HELP records_total What was said.", "# TYPE records_total counter")
                    .contains("records_total{level=\"error\"} 3.0", "records_total{level=\"debug\"} 1.0")
                    .contains("# TYPE took_seconds histogram", "took_seconds_bucket{le=\"0.01\"} 1")
                    .contains("attache_log_records_dropped_total{reason=\"drop\",role=\"app\",step=\"1\"} 1.0")
                    .contains("attache_log_records_dropped_total{reason=\"dedupe\",role=\"app\",step=\"4\"} 2.0");
            assertThat(attache.get("/roles").body()).contains("\"step\"", "\"dedupe\"");
        }
    }

    @Test
    void countersThatAreKeptCountEveryLineOnceThroughKills() throws IOException {
        String rules = """
            steps:
              - drop: n % 2 == 0
            metrics:
              - {counter: lines_total, persist: true}
              - {counter: sum_total, value: n, labels: {odd: n % 2 == 1}, persist: true}
            """;
        int count = 0;
        long odd = 0;
        for (int run = 0; run < 4; run++) {
            try (Attache attache = attache(rules)) {
                for (int burst = 0; burst < 30; burst++) {
                    StringBuilder lines = new StringBuilder();
                    for (int i = 0; i < 100; i++) {
                        odd += count % 2 == 1 ? count : 0;
                        lines.append(i == 0 ? "" : "\n")
                                .append("{'n':")
                                .append(count++)
                                .append('}');
                    }
                    write(lines.toString());
                    LockSupport.parkNanos(run * 20_000_000L);
                }
                attache.signal("KILL");
                attache.awaitExit();
            }
        }

        try (Attache attache = attache(rules)) {
            String lines = "lines_total " + (double) count;
            String sum = "sum_total{odd=\"true\"} " + (double) odd;
            Eventually.passes(() -> assertThat(attache.get("/metrics").body()).contains(lines, sum));
        }
    }
}
