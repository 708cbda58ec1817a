package dev.attache.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.Eventually;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class TelemetryTest {
    private final OwnClock clock = new OwnClock();
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    private record LinkLost(@Label String endpoint, String why, Duration after, int tries) implements Event {
        @Override
        public Severity severity() {
            return Severity.WARN;
        }

        @Override
        public String message() {
            return "the link to " + endpoint + " was lost";
        }

        @Override
        public String counter() {
            return "links_lost";
        }
    }

    private record NameTaken(String message, int tries) implements Event {
        @Override
        public Severity severity() {
            return Severity.INFO;
        }
    }

    private record MessageBroken() implements Event {
        @Override
        public Severity severity() {
            return Severity.INFO;
        }

        @Override
        public String message() {
            throw new IllegalStateException("no message");
        }
    }

    private Telemetry telemetry(EventFormat format) {
        return new Telemetry(format, written, clock);
    }

    private static LinkLost lost(String endpoint) {
        return new LinkLost(endpoint, "reset", Duration.ofMillis(1500), 3);
    }

    private String text() {
        return written.toString(StandardCharsets.UTF_8);
    }

    private List<String> linesAfterClose(Telemetry telemetry) {
        telemetry.close();
        return text().lines().toList();
    }

    @Test
    void anEventIsOneJsonLineWithItsFieldsInKebabCase() {
        Telemetry telemetry = telemetry(EventFormat.JSON);

        telemetry.emit(new LinkLost("a:1", "said \"no\"\nand\tleft\u0000\u2028", Duration.ofMillis(1500), 3));

        assertThat(linesAfterClose(telemetry))
                .containsExactly("{\"time\":\"2026-11-21T07:00:00.000Z\","
                        + "\"level\":\"warn\",\"event\":\"LinkLost\",\"message\":\"the link to a:1 was lost\","
                        + "\"endpoint\":\"a:1\",\"why\":\"said \\\"no\\\"\\nand\\tleft\\u0000\\u2028\","
                        + "\"after\":\"1500ms\",\"tries\":3}");
    }

    @Test
    void aFieldThatBearsANameOfTheLineItselfIsNotWrittenTwice() {
        Telemetry telemetry = telemetry(EventFormat.JSON);

        telemetry.emit(new NameTaken("once", 1));

        assertThat(linesAfterClose(telemetry))
                .containsExactly("{\"time\":\"2026-11-21T07:00:00.000Z\","
                        + "\"level\":\"info\",\"event\":\"NameTaken\",\"message\":\"once\",\"tries\":1}");
    }

    @Test
    void textForPeopleStaysOnOneLineWhateverAPeerSent() {
        Telemetry telemetry = telemetry(EventFormat.TEXT);

        telemetry.emit(new NameTaken("first\r\nsecond\u001b[31m", 1));

        assertThat(linesAfterClose(telemetry)).containsExactly("2026-11-21T07:00:00.000Z info first  second [31m");
    }

    @Test
    void aVeryLongTextIsCut() {
        Telemetry telemetry = telemetry(EventFormat.JSON);

        telemetry.emit(new LinkLost("a:1", "x".repeat(100_000), Duration.ZERO, 0));

        assertThat(linesAfterClose(telemetry).getFirst()).hasSizeLessThan(2 * EventShape.VALUE_CHARS_MAX);
    }

    @Test
    void ofManyAlikeTheFirstOfASecondAreWrittenAndTheRestIsTold() {
        Telemetry telemetry = telemetry(EventFormat.TEXT);

        for (int i = 0; i < 500; i++) {
            telemetry.emit(lost("a:1"));
        }
        telemetry.emit(lost("b:2"));

        List<String> lines = linesAfterClose(telemetry);
        assertThat(lines).filteredOn(line -> line.contains("a:1 was lost")).hasSize(Telemetry.LINES_PER_SECOND);
        assertThat(lines).filteredOn(line -> line.contains("b:2 was lost")).hasSize(1);
        assertThat(lines.getLast()).endsWith("490 more lines like LinkLost of a:1 were left out");
        assertThat(scrape(telemetry)).contains("attache_links_lost_total{endpoint=\"a:1\"} 500.0");
    }

    @Test
    void whatWasLeftOutIsToldSoonEvenWhenNothingElseHappens() {
        try (Telemetry telemetry = telemetry(EventFormat.TEXT)) {
            for (int i = 0; i <= Telemetry.LINES_PER_SECOND; i++) {
                telemetry.emit(lost("a:1"));
            }

            Eventually.passes(() -> assertThat(text()).contains("1 more lines like LinkLost of a:1 were left out"));
        }
    }

    @Test
    void theNextSecondHasABudgetOfItsOwn() {
        Telemetry telemetry = telemetry(EventFormat.TEXT);

        for (int i = 0; i < 20; i++) {
            telemetry.emit(lost("a:1"));
        }
        clock.advance(Duration.ofSeconds(1));
        for (int i = 0; i < 20; i++) {
            telemetry.emit(lost("a:1"));
        }

        assertThat(linesAfterClose(telemetry))
                .filteredOn(line -> line.contains("a:1 was lost"))
                .hasSize(2 * Telemetry.LINES_PER_SECOND);
    }

    @Test
    void anEventThatCannotSayItsMessageHarmsNobody() {
        Telemetry telemetry = telemetry(EventFormat.JSON);

        telemetry.emit(new MessageBroken());
        telemetry.emit(lost("a:1"));

        assertThat(linesAfterClose(telemetry)).hasSize(1);
        assertThat(scrape(telemetry)).contains("attache_events_broken_total 1.0");
    }

    @Test
    void aStreamThatTakesNothingHoldsUpNobodyAndItsLinesAreDroppedAndCounted() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        OutputStream wall = new OutputStream() {
            @Override
            public void write(int b) {
                try {
                    stuck.await();
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        Telemetry telemetry = new Telemetry(EventFormat.TEXT, wall, clock);
        int count = LineWriter.QUEUE_LINES_MAX + 2000;

        for (int i = 0; i < count; i++) {
            telemetry.emit(new NameTaken("line", i));
            clock.advance(Duration.ofSeconds(1));
        }

        assertThat(scrape(telemetry)).doesNotContain("attache_log_lines_dropped_total 0.0");
        telemetry.close();
        stuck.countDown();
    }

    @Test
    void countersAreBoundedAndSoAreBudgets() {
        Telemetry telemetry = telemetry(EventFormat.TEXT);

        for (int i = 0; i < Telemetry.COUNTERS_MAX + 100; i++) {
            telemetry.emit(lost("host-" + i));
        }

        String page = scrape(telemetry);
        assertThat(page.lines().filter(line -> line.startsWith("attache_links_lost_total{")))
                .hasSize(Telemetry.COUNTERS_MAX);
        assertThat(page).contains("attache_events_uncounted_total 100.0");
        telemetry.close();
    }

    private static String scrape(Telemetry telemetry) {
        return new String(telemetry.expose("", "").bytes(), StandardCharsets.UTF_8);
    }
}
