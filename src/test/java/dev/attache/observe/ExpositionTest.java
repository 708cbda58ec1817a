package dev.attache.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpositionTest {
    private static final String PROMETHEUS = "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,"
            + "application/openmetrics-text;version=0.0.1;q=0.5,"
            + "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2";

    private static String text(Exposition page) {
        return new String(page.bytes(), StandardCharsets.UTF_8);
    }

    private static String scrape(MetricSource... sources) {
        return text(Exposition.of(List.of(sources), "", ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | text/plain; version=0.0.4; charset=utf-8",
                "*/* | text/plain; version=0.0.4; charset=utf-8",
                "text/html | text/plain; version=0.0.4; charset=utf-8",
                "application/* | application/openmetrics-text; version=1.0.0; charset=utf-8",
                "application/openmetrics-text;q=0.1,text/plain;q=0.2 | text/plain; version=0.0.4; charset=utf-8",
                "application/openmetrics-text;version=0.0.1,*/*;q=0.1 | text/plain; version=0.0.4; charset=utf-8"
            })
    void theScraperGetsWhatItWantsMostAndTextWhereItWantsNothingThatIsHere(String accept, String contentType) {
        assertThat(Exposition.of(List.of(), accept, "").contentType()).isEqualTo(contentType);
    }

    @Test
    void prometheusItselfGetsOpenMetricsThatEndsAsItShould() {
        Exposition page = Exposition.of(List.of(sink -> sink.counter("seen", "Seen.", 3)), PROMETHEUS, "gzip");

        assertThat(page.contentType()).isEqualTo("application/openmetrics-text; version=1.0.0; charset=utf-8");
        String text = unzipped(page);
        assertThat(text).contains("# TYPE attache_seen counter\n").contains("\nattache_seen_total 3.0\n");
        assertThat(text).endsWith("\n# EOF\n");
    }

    private static String unzipped(Exposition page) {
        assertThat(page.coding()).isEqualTo("gzip");
        try (var in = new GZIPInputStream(new ByteArrayInputStream(page.bytes()))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError("not gzip", e);
        }
    }

    @Test
    void everyFormIsCleanByTheRulesOfItsFormat() {
        LatencyHistogram histogram = new LatencyHistogram();
        histogram.record(TimeUnit.MILLISECONDS.toNanos(3));
        histogram.record(TimeUnit.SECONDS.toNanos(60));
        MetricSource source = sink -> {
            sink.counter("seen", "Seen, with \\ and \n in the help.", 1, "endpoint", "a \"b\"\\c\nd");
            sink.gauge("level", "Level.", -1.5);
            sink.latency("wait_seconds", "Wait.", histogram, "role", "cache");
            sink.info("build", "Build.", "version", "1");
        };

        ExpositionRules.check(scrape(source), false);
        ExpositionRules.check(text(Exposition.of(List.of(source), PROMETHEUS, "")), true);
    }

    @Test
    void aLatencyIsAHistogramInSeconds() {
        LatencyHistogram histogram = new LatencyHistogram();
        histogram.record(TimeUnit.MICROSECONDS.toNanos(50));
        histogram.record(TimeUnit.MILLISECONDS.toNanos(3));
        histogram.record(TimeUnit.SECONDS.toNanos(60));

        String page = scrape(sink -> sink.latency("wait_seconds", "Wait.", histogram, "role", "cache"));

        assertThat(page)
                .contains("attache_wait_seconds_bucket{role=\"cache\",le=\"1.0E-4\"} 1\n")
                .contains("attache_wait_seconds_bucket{role=\"cache\",le=\"0.0025\"} 1\n")
                .contains("attache_wait_seconds_bucket{role=\"cache\",le=\"0.005\"} 2\n")
                .contains("attache_wait_seconds_bucket{role=\"cache\",le=\"10.0\"} 2\n")
                .contains("attache_wait_seconds_bucket{role=\"cache\",le=\"+Inf\"} 3\n")
                .contains("attache_wait_seconds_count{role=\"cache\"} 3\n")
                .contains("attache_wait_seconds_sum{role=\"cache\"} 60.00305\n");
    }

    @Test
    void factsOfTheBuildAreLabelsOfAOne() {
        String page = scrape(new BuildInfo("1.2.3", "abc123", "epoll"));

        assertThat(page)
                .contains("attache_build_info{commit=\"abc123\",jvm=\"" + BuildInfo.jvm()
                        + "\",transport=\"epoll\",version=\"1.2.3\"} 1");
    }

    @Test
    void countersThatComeTwiceAreAddedUpAndOfGaugesTheLastIsShown() {
        MetricSource one = sink -> {
            sink.counter("seen", "Seen.", 1, "role", "a");
            sink.gauge("level", "Level.", 1);
        };
        MetricSource other = sink -> {
            sink.counter("seen", "Seen.", 2, "role", "a");
            sink.gauge("level", "Level.", 2);
        };

        assertThat(scrape(one, other))
                .contains("attache_seen_total{role=\"a\"} 3.0\n")
                .contains("attache_level 2.0\n");
    }

    @Test
    void aSourceThatFailsCostsItsOwnSamplesAndNotTheScrape() {
        String page = scrape(
                sink -> {
                    throw new IllegalStateException("broken");
                },
                sink -> sink.counter("negative", "Broken.", -1),
                sink -> sink.counter("odd", "Broken.", 1, "label"),
                sink -> sink.counter("seen", "Seen.", 1),
                sink -> sink.gauge("seen", "Another kind.", 1));

        assertThat(page)
                .contains("attache_seen_total 1.0\n")
                .contains("attache_scrape_samples_left_out 1.0\n")
                .contains("attache_scrape_sources_failed 3.0\n");
        ExpositionRules.check(page, false);
    }

    @Test
    void aFamilyThatIsFullTakesNoMore() {
        String page = scrape(sink -> {
            for (int i = 0; i < SampleCollector.SERIES_MAX + 5; i++) {
                sink.counter("seen", "Seen.", 1, "key", Integer.toString(i));
            }
        });

        assertThat(page.lines().filter(line -> line.startsWith("attache_seen_total{")))
                .hasSize(SampleCollector.SERIES_MAX);
        assertThat(page).contains("attache_scrape_samples_left_out 5.0\n");
    }

    @Test
    void theVirtualMachineIsAmongTheMetrics() {
        assertThat(scrape())
                .contains("jvm_gc_", "jvm_memory_used_bytes{", "jvm_threads_live_threads", "process_uptime_seconds")
                .contains("jvm_buffer_memory_used_bytes{id=\"direct\"}", "process_cpu_usage");
    }
}
