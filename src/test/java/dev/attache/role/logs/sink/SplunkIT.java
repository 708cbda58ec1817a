package dev.attache.role.logs.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.base.JsonReader;
import dev.attache.testing.Eventually;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Splunk's event collector, by a stand-in that answers with its codes.
class SplunkIT {
    private static final String SETTINGS =
            "splunk-hec: {url: 'http://%s/services/collector/event', token: secret, index: main, host: h,"
                    + " delivery: {records: 10, wait: 20ms, pause-first: 5ms, pause-last: 50ms}}";

    @TempDir
    private Path folder;

    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final AtomicReference<String> trouble = new AtomicReference<>("");

    private StandIn collector() throws Exception {
        return new StandIn((head, body) -> {
            if (!head.contains("\r\nAuthorization: Splunk secret\r\n")) {
                return "403 Forbidden\n\n{\"text\":\"Invalid token\",\"code\":4}";
            }
            if (!trouble.get().isEmpty()) {
                return trouble.get();
            }
            for (String each : body.split("\n", -1)) {
                if (!each.isEmpty()) {
                    Map<?, ?> event = (Map<?, ?>) JsonReader.read(each);
                    assertThat(event.keySet()).asString().isEqualTo("[time, event, host, index]");
                    assertThat(event.get("time")).isInstanceOf(BigDecimal.class);
                    if (messageOf(each).startsWith("line 7 ")) {
                        return "400 Bad Request\n\n{\"text\":\"Event field cannot be blank\",\"code\":13,"
                                + "\"invalid-event-number\":0}";
                    }
                }
            }
            body.lines().forEach(each -> taken.add(messageOf(each)));
            return "200 OK\n\n{\"text\":\"Success\",\"code\":0}";
        });
    }

    @Test
    void eventsArriveAndOneThatIsRefusedIsKeptAside() throws Exception {
        try (StandIn collector = collector();
                LogsRun run = LogsRun.start(folder, SETTINGS.formatted(collector.address()))) {
            run.write(0, 25);
            run.awaitDelivered(24);

            assertThat(collector.faults()).isEmpty();
            assertThat(taken).hasSize(24).startsWith("line 0 of the app").doesNotContain("line 7 of the app");
            assertThat(run.deadLetters("splunk-hec")).hasSize(1);
        }
    }

    @Test
    void anIndexThatIsNotThereHoldsEverythingThoughItsStatusIs400() throws Exception {
        trouble.set("400 Bad Request\n\n{\"text\":\"Incorrect index\",\"code\":7}");
        try (StandIn collector = collector();
                LogsRun run = LogsRun.start(folder, SETTINGS.formatted(collector.address()))) {
            run.write(0, 5);
            Eventually.passes(() -> assertThat(run.messages()).anyMatch(each -> each.contains("Incorrect index")));
            assertThat(run.deadLetters("splunk-hec")).isEmpty();
            trouble.set("");

            run.awaitDelivered(5);
            assertThat(taken).containsExactlyElementsOf(run.lines(0, 5));
        }
    }

    private static String messageOf(String line) {
        Object event = Objects.requireNonNull(((Map<?, ?>) JsonReader.read(line)).get("event"));
        return (String) Objects.requireNonNull(((Map<?, ?>) event).get("message"));
    }
}
