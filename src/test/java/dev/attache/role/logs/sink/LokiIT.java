package dev.attache.role.logs.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.base.JsonReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Loki's push API, by a stand-in that takes what Loki takes, refuses what it refuses, and stores an entry once.
class LokiIT {
    private static final String SETTINGS = "loki: {url: 'http://%s/loki/api/v1/push', labels: {job: app, env: test}, %s"
            + " delivery: {records: 10, wait: 20ms, pause-first: 5ms, pause-last: 50ms}}";

    @TempDir
    private Path folder;

    /// Entries by stream.
    private final Map<Map<String, String>, List<String>> streams = new LinkedHashMap<>();

    private final List<String> heads = new ArrayList<>();

    private StandIn loki(String tooOld) throws Exception {
        return new StandIn((head, body) -> {
            synchronized (streams) {
                heads.add(head);
                return push(head, (Map<?, ?>) JsonReader.read(body), tooOld);
            }
        });
    }

    private String push(String head, Map<?, ?> request, String tooOld) {
        assertThat(head)
                .startsWith("POST /loki/api/v1/push HTTP/1.1\r\n")
                .contains("\r\nContent-Type: application/json\r\n");
        assertThat(request.keySet()).asString().isEqualTo("[streams]");
        int ignored = 0;
        for (Object each : (List<?>) Objects.requireNonNull(request.get("streams"))) {
            Map<?, ?> stream = (Map<?, ?>) each;
            assertThat(stream.keySet()).asString().isEqualTo("[stream, values]");
            List<String> entries = streams.computeIfAbsent(
                    labels(Objects.requireNonNull(stream.get("stream"))), _ -> new ArrayList<>());
            for (Object value : (List<?>) Objects.requireNonNull(stream.get("values"))) {
                List<?> entry = (List<?>) value;
                assertThat(entry).hasSize(2).allMatch(String.class::isInstance);
                assertThat((String) entry.getFirst()).matches("[0-9]{19}");
                String line = (String) entry.getLast();
                if (!tooOld.isEmpty() && line.contains(tooOld)) {
                    ignored++;
                } else if (!entries.contains(line)) {
                    entries.add(line);
                }
            }
        }
        return ignored == 0
                ? "204 No Content"
                : "400 Bad Request\n\n"
                        + "entry with timestamp 2026 ignored, reason: 'entry too far behind', total ignored: "
                        + ignored;
    }

    private static Map<String, String> labels(Object json) {
        Map<String, String> labels = new TreeMap<>();
        ((Map<?, ?>) json).forEach((name, value) -> {
            assertThat((String) name).matches("[A-Za-z_][A-Za-z0-9_]*");
            labels.put((String) name, (String) value);
        });
        assertThat(labels).isNotEmpty();
        return labels;
    }

    @Test
    void linesArriveInTheStreamOfTheirLabels() throws Exception {
        try (StandIn loki = loki("");
                LogsRun run = LogsRun.start(folder, SETTINGS.formatted(loki.address(), "tenant: t1, encode: raw,"))) {
            run.write(0, 25);
            run.awaitDelivered(25);

            assertThat(loki.faults()).isEmpty();
            assertThat(streams).containsOnlyKeys(Map.of("job", "app", "env", "test"));
            assertThat(streams.get(Map.of("job", "app", "env", "test"))).containsExactlyElementsOf(run.lines(0, 25));
            assertThat(heads)
                    .allMatch(each -> each.contains("\r\nX-Scope-OrgID: t1\r\n")
                            && each.contains("\r\nContent-Encoding: gzip\r\n"));
        }
    }

    @Test
    void fieldsBecomeLabelsUpToABoundOfStreams() throws Exception {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            lines.add("{\"level\":\"info\",\"shop.id\":\"s%d\",\"n\":%d}".formatted(i % 6, i));
        }
        try (StandIn loki = loki("");
                LogsRun run = LogsRun.start(
                        folder,
                        SETTINGS.formatted(loki.address(), "label-fields: [level, shop.id], streams: 4, encode: raw,"),
                        "",
                        "json")) {
            run.write(lines);
            run.awaitDelivered(12);

            assertThat(loki.faults()).isEmpty();
            assertThat(streams.keySet())
                    .contains(Map.of("job", "app", "env", "test", "level", "info", "shop_id", "s0"))
                    .contains(Map.of("job", "app", "env", "test"))
                    .hasSize(5);
            assertThat(streams.values().stream().mapToInt(List::size).sum()).isEqualTo(12);
        }
    }

    @Test
    void entriesThatAreTooOldAreKeptAsideAndTheOthersStoredOnce() throws Exception {
        try (StandIn loki = loki("line 4 ");
                LogsRun run = LogsRun.start(folder, SETTINGS.formatted(loki.address(), "encode: raw,"))) {
            run.write(0, 30);
            run.awaitDelivered(29);

            List<String> expected = new ArrayList<>(run.lines(0, 30));
            expected.remove(4);
            assertThat(streams.get(Map.of("job", "app", "env", "test"))).containsExactlyElementsOf(expected);
            assertThat(run.deadLetters("loki"))
                    .singleElement()
                    .asString()
                    .contains("too far behind")
                    .contains("line 4 ");
        }
    }
}
