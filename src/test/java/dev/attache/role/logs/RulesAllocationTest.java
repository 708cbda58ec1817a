package dev.attache.role.logs;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.attache.config.AttacheConfig;
import dev.attache.config.ConfigException;
import dev.attache.config.ConfigLoader;
import dev.attache.config.LogsConfig;
import dev.attache.role.logs.testing.Records;
import dev.attache.wire.log.LogRecord;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Steps and metrics make no objects for records on the usual path: a garbage collector that has nothing to do is what
/// keeps the adapter quick and small.
class RulesAllocationTest {
    private static final int RECORDS = 10_000;
    private static final String RULES = """
        roles:
          logs:
            kind: logs
            inputs: [/x]
            steps:
              - drop: level < "info" || http.path.startsWith("/health") || status in [204, 304]
              - set: {class: "{{int(status / 100)}}xx", copy: "{{message.lowerAscii()}}"}
              - redact: [email, card, iban, bearer, basic, jwt, url-password, password, aws-key, ipv4]
              - sample: {keep: 50%}
            metrics:
              - {counter: c_total, where: status >= 500 && has(http.path), labels: {status: status, way: http.path}}
              - {histogram: h, value: seconds(took), buckets: [0.1, 1]}
        """;

    @Test
    void recordsThatHoldNothingToHideCostNoObjects() throws ConfigException {
        AttacheConfig config =
                ConfigLoader.parse(Path.of("attache.yaml"), RULES, Map.of()).config();
        Rules rules =
                Rules.of("logs", (LogsConfig) config.roles().values().iterator().next(), List.of(), 1);
        LogRecord record = Records.json(
                "{\"level\":\"info\",\"msg\":\"Served\",\"status\":503,\"took\":0.25,\"http\":{\"path\":\"/a\"}}");
        int fields = record.fieldCount();
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        run(rules, record, fields);

        long before = threads.getCurrentThreadAllocatedBytes();
        run(rules, record, fields);
        long each = (threads.getCurrentThreadAllocatedBytes() - before) / RECORDS;

        assertThat(each).as("bytes a record").isZero();
    }

    private static void run(Rules rules, LogRecord record, int fields) {
        for (int i = 0; i < RECORDS; i++) {
            while (record.fieldCount() > fields) {
                record.remove(record.fieldCount() - 1);
            }
            rules.steps().take(record);
            rules.metrics().take(record);
        }
    }
}
