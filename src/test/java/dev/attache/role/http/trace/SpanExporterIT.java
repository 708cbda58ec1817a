package dev.attache.role.http.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.base.Ratio;
import dev.attache.base.Secret;
import dev.attache.base.Ticker;
import dev.attache.config.TracingConfig;
import dev.attache.testing.Eventually;
import dev.attache.testing.FreePorts;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SpanExporterIT {
    private static SpanExporter exporter(String place, int queue, Duration interval) {
        TracingConfig config = new TracingConfig(
                true,
                new Ratio(1),
                place,
                Secret.NONE,
                "shop \"one\"",
                Map.of("X-Key", new Secret("hush")),
                queue,
                interval);
        return new SpanExporter(config, InstantSource.system(), Ticker.SYSTEM);
    }

    private static Span span(long id) {
        TraceContext context = new TraceContext(7, id, id % 2, id, true, false);
        long start = 1_700_000_000_000_000_000L + id;
        return new Span(
                context,
                Span.Kind.SERVER,
                "GET",
                start,
                start + 1_000_000,
                List.of(
                        Span.Attribute.of("url.path", "/a\"b\u00e9<"),
                        Span.Attribute.of("http.response.status_code", 502)),
                id % 3 == 0);
    }

    @Test
    void spansGoTogetherAndAreWrittenByTheRules() throws IOException {
        try (OtlpCollector collector = OtlpCollector.start();
                SpanExporter exporter = exporter(collector.url(), 64, Duration.ofMillis(200))) {
            for (int i = 1; i <= 10; i++) {
                exporter.offer(span(i));
            }
            Eventually.holds("all are taken", () -> exporter.sent() == 10);
            assertThat(collector.wrong()).isEmpty();
            assertThat(collector.batches()).hasSize(1);
            assertThat(collector.batches().getFirst())
                    .contains("X-Key: hush\r\n")
                    .contains("shop \\\"one\\\"");
            assertThat(collector.spans()).hasSize(10);
            Map<?, ?> failed = collector.spans().get(2);
            assertThat(failed.get("status")).isEqualTo(Map.of("code", 2));
            assertThat(failed.get("traceId")).isEqualTo("0000000000000007" + "0000000000000003");
            assertThat(OtlpCollector.attribute(failed, "url.path")).isEqualTo("/a\"b\u00e9<");
        }
    }

    @Test
    void manySpansGoInBatchesOfABoundedSize() throws IOException {
        try (OtlpCollector collector = OtlpCollector.start();
                SpanExporter exporter = exporter(collector.url(), 4096, Duration.ofMillis(100))) {
            for (int i = 1; i <= 1200; i++) {
                exporter.offer(span(i));
            }
            Eventually.holds("all are taken", () -> exporter.sent() == 1200);
            assertThat(collector.wrong()).isEmpty();
            assertThat(collector.batches()).hasSizeGreaterThanOrEqualTo(3);
        }
    }

    @Test
    void whatHasNoRoomIsDroppedAndCountedAndNobodyWaits() {
        String nobody = "http://127.0.0.1:" + FreePorts.next() + "/v1/traces";
        try (SpanExporter exporter = exporter(nobody, 16, Duration.ofHours(1))) {
            Instant before = Instant.now();
            for (int i = 1; i <= 5000; i++) {
                exporter.offer(span(i));
            }
            assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(2));
            assertThat(exporter.dropped()).isBetween(4400L, 4990L);
        }
    }

    @Test
    void aBatchIsSentAgainWhenTheCollectorAsksForAWait() throws IOException {
        String later = "HTTP/1.1 503 Later\r\nRetry-After: 2\r\nContent-Length: 0\r\n\r\n";
        try (OtlpCollector collector = OtlpCollector.answering(number -> number == 0 ? later : OtlpCollector.TAKEN);
                SpanExporter exporter = exporter(collector.url(), 64, Duration.ofMillis(10))) {
            Instant before = Instant.now();
            exporter.offer(span(1));
            Eventually.holds("it is taken", () -> exporter.sent() == 1);
            assertThat(Duration.between(before, Instant.now())).isGreaterThanOrEqualTo(Duration.ofMillis(1950));
            assertThat(exporter.dropped()).isZero();
            assertThat(collector.batches()).hasSize(2);
        }
    }

    @Test
    void aBatchThatIsRefusedForGoodIsDropped() throws IOException {
        String refused = "HTTP/1.1 400 Bad\r\nContent-Length: 0\r\n\r\n";
        try (OtlpCollector collector = OtlpCollector.answering(_ -> refused);
                SpanExporter exporter = exporter(collector.url(), 64, Duration.ofMillis(10))) {
            exporter.offer(span(1));
            Eventually.holds("it is dropped", () -> exporter.dropped() == 1);
            assertThat(collector.batches()).hasSize(1);
        }
    }

    @Test
    void spansThatATakenBatchLeavesOutAreCounted() throws IOException {
        String body = "{\"partialSuccess\":{\"rejectedSpans\":\"2\",\"errorMessage\":\"too old\"}}";
        String partly = "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
        try (OtlpCollector collector = OtlpCollector.answering(_ -> partly);
                SpanExporter exporter = exporter(collector.url(), 64, Duration.ofMillis(200))) {
            for (int i = 1; i <= 5; i++) {
                exporter.offer(span(i));
            }
            Eventually.holds("two are dropped", () -> exporter.dropped() == 2);
            assertThat(exporter.sent()).isEqualTo(3);
        }
    }

    @Test
    void whatWaitsAtTheEndIsSent() throws IOException {
        try (OtlpCollector collector = OtlpCollector.start()) {
            SpanExporter exporter = exporter(collector.url(), 64, Duration.ofHours(1));
            exporter.offer(span(1));
            exporter.offer(span(2));
            exporter.close();
            assertThat(collector.spans()).hasSize(2);
        }
    }
}
