package dev.attache.role.logs.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.config.AttacheConfig;
import dev.attache.config.ConfigException;
import dev.attache.config.ConfigLoader;
import dev.attache.config.LogsConfig;
import dev.attache.role.logs.testing.Records;
import dev.attache.wire.log.LogRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StepsOfFileTest {
    private static final long SECOND = 1_000_000_000;

    private static Steps steps(String yaml) {
        String file = "roles:\n  logs:\n    kind: logs\n    inputs: [/x]\n    steps:\n" + yaml.indent(6);
        try {
            AttacheConfig config = ConfigLoader.parse(Path.of("attache.yaml"), file, Map.of("SERVICE", "shop"))
                    .config();
            LogsConfig role = (LogsConfig) config.roles().values().iterator().next();
            return new Steps(
                    role.steps().stream().map(each -> StepsOfFile.step(each, 7)).toList());
        } catch (ConfigException refused) {
            throw new AssertionError(refused.mistakes().toString(), refused);
        }
    }

    private static String through(Steps steps, String line) {
        LogRecord record = Records.json(line);
        return steps.take(record) ? Records.ndjson(record) : "dropped";
    }

    @Test
    void recordsThatMeetAConditionAreDropped() {
        Steps steps = steps("- drop: {where: 'level < \"info\"'}\n- drop: status == 204");

        assertThat(through(steps, "{\"level\":\"debug\"}")).isEqualTo("dropped");
        assertThat(through(steps, "{\"level\":\"info\",\"status\":204}")).isEqualTo("dropped");
        assertThat(through(steps, "{\"level\":\"info\",\"status\":200}"))
                .isEqualTo("{\"level\":\"info\",\"status\":200}");
        assertThat(through(steps, "{\"odd\":1}")).isEqualTo("{\"odd\":1}");
        assertThat(steps.dropped(0)).isEqualTo(1);
        assertThat(steps.dropped(1)).isEqualTo(1);
    }

    @Test
    void fieldsAreSetFromTextEnvironmentAndExpressions() {
        Steps steps = steps("""
            - set:
                service: "${SERVICE:-app}"
                class: "{{status >= 500 ? 'bad' : 'good'}}"
                twice: "{{status * 2}}"
                where: "{{host}}:{{port}}"
                absent: "{{nothing}}"
                level: "{{sev}}"
                message: "<{{message}}>"
                http.status: "{{status}}"
            """);

        assertThat(through(
                        steps, "{\"msg\":\"m\",\"status\":503,\"host\":\"h\",\"port\":80,\"sev\":\"err\",\"twice\":1}"))
                .isEqualTo("{\"level\":\"error\",\"message\":\"<m>\",\"status\":503,\"host\":\"h\",\"port\":80,"
                        + "\"sev\":\"err\",\"twice\":1006,\"service\":\"shop\",\"class\":\"bad\",\"where\":\"h:80\","
                        + "\"http.status\":503}");
    }

    @Test
    void aValueSetFromAnotherStaysWhatItWasWhenItWasSet() {
        Steps steps = steps("""
            - set: {a: "{{a}}1"}
            - set: {b: "{{a}}", a: "{{a}}2"}
            """);

        assertThat(through(steps, "{\"a\":\"x\"}")).isEqualTo("{\"a\":\"x12\",\"b\":\"x1\"}");
    }

    @Test
    void fieldsAreRemovedRenamedAndKept() {
        assertThat(through(steps("- remove: [a, c]"), "{\"a\":1,\"b\":2,\"c\":3}"))
                .isEqualTo("{\"b\":2}");
        assertThat(through(steps("- keep: [a, c]"), "{\"a\":1,\"b\":2,\"c\":3}"))
                .isEqualTo("{\"a\":1,\"c\":3}");
        assertThat(through(steps("- rename: {a: b, x: y}"), "{\"b\":2,\"a\":1}"))
                .isEqualTo("{\"b\":1}");
    }

    @Test
    void aShareOfWhatMeetsTheConditionIsKeptAndOfOneTraceAllOrNone() {
        Steps steps = steps("- sample: {where: 'level == \"debug\"', keep: 10%}");
        int kept = 0;
        for (int i = 0; i < 10_000; i++) {
            kept += through(steps, "{\"level\":\"debug\"}").equals("dropped") ? 0 : 1;
        }
        int traces = 0;
        for (int i = 1; i <= 1_000; i++) {
            String line = "{\"level\":\"debug\",\"trace_id\":\"" + "%032x".formatted(i * 7919L) + "\"}";
            String first = through(steps, line);
            assertThat(through(steps, line)).isEqualTo(first);
            traces += first.equals("dropped") ? 0 : 1;
        }

        assertThat(kept).isBetween(900, 1100);
        assertThat(traces).isBetween(60, 140);
        assertThat(through(steps, "{\"level\":\"info\"}")).isEqualTo("{\"level\":\"info\"}");
    }

    private static List<String> due(Steps steps, long nanos, boolean last) {
        var record = new LogRecord();
        List<String> due = new ArrayList<>();
        while (steps.next(record, nanos, last)) {
            due.add(Records.ndjson(record));
        }
        return due;
    }

    private static boolean at(Steps steps, String line, long seconds) {
        return steps.take(Records.raw(line, seconds * SECOND));
    }

    @Test
    void ofRecordsAlikeTheFirstGoesOnAndTheOthersAreToldOf() {
        Steps steps = steps("- dedupe: {by: [message], within: 10s}");

        assertThat(at(steps, "a", 0)).isTrue();
        assertThat(at(steps, "b", 1)).isTrue();
        assertThat(at(steps, "a", 5)).isFalse();
        assertThat(at(steps, "a", 9)).isFalse();
        assertThat(due(steps, 9 * SECOND, false)).isEmpty();
        assertThat(due(steps, 10 * SECOND, false)).containsExactly("{\"message\":\"a\",\"repeated\":2}");
        assertThat(at(steps, "a", 11)).isTrue();
        assertThat(at(steps, "a", 12)).isFalse();
        assertThat(due(steps, 12 * SECOND, true)).containsExactly("{\"message\":\"a\",\"repeated\":1}");
        assertThat(steps.dropped(0)).isEqualTo(3);
    }

    @Test
    void whatIsRememberedOfRecordsAlikeHasABoundAndIsToldOfWhenItMakesRoom() {
        Steps steps = steps("- dedupe: {by: [message], within: 1h, keys-max: 2}");
        at(steps, "a", 0);
        at(steps, "a", 0);
        at(steps, "b", 0);

        assertThat(at(steps, "c", 0)).isTrue();
        assertThat(due(steps, 0, false)).containsExactly("{\"message\":\"a\",\"repeated\":1}");
        assertThat(at(steps, "a", 0)).isTrue();
    }

    @Test
    void inAnOldFileTimeIsThatOfTheRecords() {
        Steps steps = steps("- dedupe: {by: [message], within: 10s}");

        assertThat(steps.take(Records.json("{\"msg\":\"a\",\"ts\":\"2020-01-01T00:00:00Z\"}")))
                .isTrue();
        assertThat(steps.take(Records.json("{\"msg\":\"a\",\"ts\":\"2020-01-01T00:00:09Z\"}")))
                .isFalse();
        assertThat(steps.take(Records.json("{\"msg\":\"a\",\"ts\":\"2020-01-01T00:00:10Z\"}")))
                .isTrue();
    }

    @Test
    void soManyRecordsATimeGoOn() {
        Steps steps = steps("- rate-limit: {records: 2, per: 10s}");

        assertThat(at(steps, "a", 0)).isTrue();
        assertThat(at(steps, "a", 1)).isTrue();
        assertThat(at(steps, "a", 2)).isFalse();
        assertThat(at(steps, "a", 5)).isTrue();
        assertThat(at(steps, "a", 6)).isFalse();
        assertThat(at(steps, "a", 100)).isTrue();
        assertThat(at(steps, "a", 100)).isTrue();
        assertThat(at(steps, "a", 100)).isFalse();
    }
}
