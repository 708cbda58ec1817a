package dev.attache.role.metrics.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attache.config.ConfigException;
import dev.attache.config.ConfigLoader;
import dev.attache.wire.exposition.MetricType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The mapping files that the documentation of statsd_exporter shows do here what it says.
class MapperTest {
    @TempDir
    private Path folder;

    private Mapper mapper(String yaml) throws IOException, ConfigException {
        return new Mapper(ConfigLoader.loadMapping(Files.writeString(folder.resolve("mapping.yml"), yaml)));
    }

    private static String map(Mapper mapper, String name, MetricType type) {
        return map(mapper, name, type, Map.of());
    }

    private static String map(Mapper mapper, String name, MetricType type, Map<String, String> tags) {
        Mapper.Verdict verdict = mapper.map(name, tags, type);
        MappedName to = verdict.to();
        return verdict.dropped() || to == null ? "dropped" : to.name() + to.labels();
    }

    private static MappedName mapped(Mapper mapper, String name) {
        return Objects.requireNonNull(
                mapper.map(name, Map.of(), MetricType.SUMMARY).to());
    }

    @Test
    void globsMakeLabels() throws Exception {
        Mapper mapper = mapper("""
            mappings:
            - match: "test.dispatcher.*.*.*"
              name: "dispatcher_events_total"
              labels:
                processor: "$1"
                action: "$2"
                outcome: "$3"
                job: "test_dispatcher"
            - match: "*.signup.*.*"
              name: "signup_events_total"
              labels:
                provider: "$2"
                outcome: "$3"
                job: "${1}_server"
            """);

        assertThat(map(mapper, "test.dispatcher.FooProcessor.send.success", MetricType.COUNTER))
                .isEqualTo("dispatcher_events_total{action=\"send\",job=\"test_dispatcher\",outcome=\"success\","
                        + "processor=\"FooProcessor\"}");
        assertThat(map(mapper, "foo_product.signup.facebook.failure", MetricType.COUNTER))
                .isEqualTo("signup_events_total{job=\"foo_product_server\",outcome=\"failure\","
                        + "provider=\"facebook\"}");
        assertThat(map(mapper, "test.web-server.foo.bar", MetricType.COUNTER)).isEqualTo("test_web_server_foo_bar{}");
    }

    @Test
    void expressionsComeAfterGlobsAndMayNameTheMetric() throws Exception {
        Mapper mapper = mapper("""
            mappings:
            - match: "test\\\\.(\\\\w+)\\\\.(\\\\w+)\\\\.counter"
              match_type: regex
              name: "${2}_total"
              labels:
                provider: "$1"
            - match: "test.*.glob.counter"
              name: "globbed"
            - match: ".+"
              match_type: regex
              name: "$0"
              labels:
                statsd_metric_name: "$0"
            """);

        assertThat(map(mapper, "test.a.hits.counter", MetricType.COUNTER)).isEqualTo("hits_total{provider=\"a\"}");
        assertThat(map(mapper, "test.a.glob.counter", MetricType.COUNTER)).isEqualTo("globbed{}");
        assertThat(map(mapper, "my.statsd_counter", MetricType.COUNTER))
                .isEqualTo("my_statsd_counter{statsd_metric_name=\"my.statsd_counter\"}");
    }

    @Test
    void whatARuleDropsIsDropped() throws Exception {
        Mapper mapper = mapper("""
            mappings:
            - match: "test.timing.*.*.*"
              name: "my_timer"
              labels:
                provider: "$2"
                outcome: "$3"
                job: "${1}_server"
            - match: "."
              match_type: regex
              action: drop
              name: "dropped"
            """);

        assertThat(map(mapper, "test.timing.a.b.c", MetricType.SUMMARY))
                .isEqualTo("my_timer{job=\"a_server\",outcome=\"c\",provider=\"b\"}");
        assertThat(map(mapper, "anything.else", MetricType.COUNTER)).isEqualTo("dropped");
    }

    @Test
    void aRuleMayBeForOneType() throws Exception {
        Mapper mapper = mapper("""
            mappings:
            - match: "test.foo.*"
              name: "test_foo"
              match_metric_type: counter
              labels:
                provider: "$1"
            """);

        assertThat(map(mapper, "test.foo.a", MetricType.COUNTER)).isEqualTo("test_foo{provider=\"a\"}");
        assertThat(map(mapper, "test.foo.a", MetricType.GAUGE)).isEqualTo("test_foo_a{}");
    }

    @Test
    void labelsStandBeforeTagsUnlessTheRuleHonorsThem() throws Exception {
        Mapper mapper = mapper("""
            mappings:
            - {match: "a.*", name: "a", labels: {who: "$1"}}
            - {match: "b.*", name: "b", honor_labels: true, labels: {who: "$1"}}
            """);
        Map<String, String> tags = Map.of("who", "tag", "odd-tag", "1");

        assertThat(map(mapper, "a.rule", MetricType.COUNTER, tags)).isEqualTo("a{odd_tag=\"1\",who=\"rule\"}");
        assertThat(map(mapper, "b.rule", MetricType.COUNTER, tags)).isEqualTo("b{odd_tag=\"1\",who=\"tag\"}");
    }

    @Test
    void theExampleFileIsRead() throws Exception {
        Mapper mapper = mapper("""
            defaults:
              observer_type: histogram
              histogram_options:
                native_histogram_bucket_factor: 1.1
                native_histogram_max_buckets: 160
                buckets: [.005, .01, .025, .05, .1, .25, .5, 1, 2.5 ]
              summary_options:
                quantiles:
                  - {quantile: 0.99, error: 0.001}
                  - {quantile: 0.5, error: 0.005}
                max_age: 5m
                age_buckets: 2
                buf_cap: 1000
              match_type: glob
              glob_disable_ordering: true
              ttl: 0
            mappings:
              - match: "test.*.*"
                name: "any"
              - match: "test.timing.*"
                name: "exact"
              - match: "other.*"
                observer_type: summary
                name: "other"
                ttl: 1m20s
                scale: 0.001
            """);

        assertThat(map(mapper, "test.timing.a", MetricType.SUMMARY)).isEqualTo("exact{}");
        assertThat(mapped(mapper, "test.timing.a").form())
                .isInstanceOfSatisfying(
                        ObserverForm.Histogram.class,
                        form -> assertThat(form.bounds()).hasSize(9));
        MappedName other = mapped(mapper, "other.a");
        assertThat(other.ttlNanos()).isEqualTo(80_000_000_000L);
        assertThat(other.scale()).isEqualTo(0.001);
        assertThat(other.form())
                .isInstanceOfSatisfying(
                        ObserverForm.Summary.class,
                        form -> assertThat(form.settings().quantiles()).containsExactly(0.5, 0.99));
    }

    @Test
    void mistakesAreToldWithTheirPlaces() {
        assertThatThrownBy(() -> mapper("""
            mappings:
            - {match: "a.*.b", matchtype: glob, name: "a"}
            - {match: "(", match_type: regex, name: "a"}
            - {match: "a.*", ttl: soon, name: "a"}
            """))
                .isInstanceOfSatisfying(
                        ConfigException.class,
                        wrong -> assertThat(wrong.mistakes())
                                .extracting(String::valueOf)
                                .satisfiesExactly(
                                        one -> assertThat(one).contains(":2:", "matchtype", "match_type"),
                                        two -> assertThat(two).contains(":3:", "no regular expression"),
                                        three -> assertThat(three).contains(":4:", "not a duration")));
    }
}
