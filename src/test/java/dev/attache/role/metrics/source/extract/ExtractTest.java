package dev.attache.role.metrics.source.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.attache.base.JsonReader;
import dev.attache.config.ConfigLoader;
import dev.attache.config.FileSourceConfig;
import dev.attache.config.HttpJsonSourceConfig;
import dev.attache.config.MetricsConfig;
import dev.attache.config.MetricsSourceConfig;
import dev.attache.config.ValueConfig;
import dev.attache.role.metrics.source.SampleSheet;
import dev.attache.wire.exposition.ExpositionEncoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExtractTest {
    private static MetricsSourceConfig source(String yaml) throws Exception {
        String file = "roles:\n  m:\n    kind: metrics\n    sources:\n      s:\n" + yaml.indent(8);
        MetricsConfig role = (MetricsConfig) ConfigLoader.parse(Path.of("test"), file, Map.of())
                .config()
                .roles()
                .get("m");
        return Objects.requireNonNull(Objects.requireNonNull(role).sources().get("s"));
    }

    private static List<String> lines(SampleSheet sheet) {
        return new String(ExpositionEncoder.encode(sheet.families(), false), StandardCharsets.UTF_8)
                .lines()
                .filter(each -> !each.startsWith("#"))
                .toList();
    }

    private static List<String> json(String metrics, String document) throws Exception {
        String yaml = "kind: http-json\nurl: http://127.0.0.1/\nmetrics:\n" + metrics;
        var sheet = new SampleSheet(100);
        new JsonMetrics(((HttpJsonSourceConfig) source(yaml)).metrics()).tell(sheet, document);
        return lines(sheet);
    }

    private static List<String> text(String metrics, String text) throws Exception {
        String yaml = "kind: file\npath: /x\nmetrics:\n" + metrics;
        var sheet = new SampleSheet(100);
        new TextMetrics(((FileSourceConfig) source(yaml)).metrics()).tell(sheet, text);
        return lines(sheet);
    }

    @Test
    void aPathLeadsToEveryElementAndItsLabels() throws Exception {
        assertThat(json(
                        "- {name: q, each: \".queues[]\", value: .size, labels: {queue: .name, at: \"@key\", env: x}}",
                        "{\"queues\": [{\"name\": \"a\", \"size\": 3}, {\"name\": \"b\", \"size\": \"4.5\"},"
                                + " {\"name\": \"c\"}]}"))
                .containsExactly(
                        "q{at=\"0\",env=\"x\",queue=\"a\"} 3",
                        "q{at=\"1\",env=\"x\",queue=\"b\"} 4.5",
                        "attache_source_values_unread{metric=\"q\"} 1");
    }

    @Test
    void namesOfAnObjectMayBeALabel() throws Exception {
        assertThat(json(
                        "- {name: pool, type: counter, each: \".pools[]\", value: .used, labels: {pool: \"@key\"}}",
                        "{\"pools\": {\"a\": {\"used\": 1}, \"b\": {\"used\": true}}}"))
                .contains("pool{pool=\"a\"} 1", "pool{pool=\"b\"} 1");
    }

    @Test
    void aStateIsOneOfAFewWords() throws Exception {
        assertThat(json("- {name: state, value: .s, as: {states: [idle, busy]}}", "{\"s\": \"busy\"}"))
                .contains("state{state=\"idle\"} 0", "state{state=\"busy\"} 1");
        assertThat(json("- {name: state, value: .s, as: {states: [idle, busy]}}", "{\"s\": \"odd\"}"))
                .contains("state{state=\"idle\"} 0", "attache_source_values_unread{metric=\"state\"} 1");
    }

    @Test
    void anInfoHasLabelsAlone() throws Exception {
        assertThat(json("- {name: app_info, type: info, labels: {version: .v}}", "{\"v\": \"1.2\"}"))
                .contains("app_info{version=\"1.2\"} 1");
    }

    @Test
    void pathsLeadSomewhereOrNowhere() {
        Object root = JsonReader.read("{\"a\": {\"b\": 1}, \"l\": [5, 6, 7], \"n\": null}");

        assertThat(new JsonPath(".a.b").from(root, ""))
                .extracting(JsonPath.Place::value)
                .containsExactly(1L);
        assertThat(new JsonPath(".\"a\".b").from(root, "")).hasSize(1);
        assertThat(new JsonPath(".l[-1]").from(root, ""))
                .extracting(JsonPath.Place::value)
                .containsExactly(7L);
        assertThat(new JsonPath(".l | length").from(root, ""))
                .extracting(JsonPath.Place::value)
                .containsExactly(3L);
        assertThat(new JsonPath(".l[]").from(root, "")).hasSize(3);
        assertThat(new JsonPath(".l[9]").from(root, "")).isEmpty();
        assertThat(new JsonPath(".a[0]").from(root, "")).isEmpty();
        assertThat(new JsonPath(".none.b").from(root, "")).isEmpty();
        assertThat(JsonPath.text(new JsonPath(".n").from(root, "").getFirst().value()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", ".a[", ".a[x]", ".\"a", ".a | keys", ".a..b"})
    void whatIsNoPathIsRefused(String path) {
        assertThatThrownBy(() -> new JsonPath(path)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsNoJsonIsNotTold() {
        assertThatThrownBy(() -> json("- {name: a, value: .a}", "<html>"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no JSON");
    }

    @Test
    void aPatternFindsEveryPlace() throws Exception {
        assertThat(text(
                        "- {name: c, pattern: \"^(?<what>[a-z]+)=(?<value>[0-9]+)$\", labels: {what: $what, k: $1}}",
                        "rows=3\nodd line\ntime=44\n"))
                .containsExactly(
                        "c{k=\"rows\",what=\"rows\"} 3",
                        "c{k=\"time\",what=\"time\"} 44",
                        "attache_source_values_unread{metric=\"c\"} 0");
        assertThat(text("- {name: c, pattern: \"x=([0-9]+)\"}", "nothing"))
                .containsExactly("attache_source_values_unread{metric=\"c\"} 1");
    }

    @ParameterizedTest
    @CsvSource({
        "NUMBER, 1e3, 1000",
        "NUMBER, true, 1",
        "BOOL, Yes, 1",
        "BOOL, down, 0",
        "TIME, 2026-11-21T10:00:00Z, 1795255200",
        "TIME, 2026-11-21T11:00:00.5+01:00, 1795255200.5",
        "TIME, 2026-11-21 10:00:00, 1795255200",
        "TIME, 2026-11-21, 1795219200",
        "DURATION, 1h2m, 3720",
        "DURATION, 250ms, 0.25",
        "DURATION, PT5M, 300",
        "SIZE, 12 MiB, 12582912",
        "SIZE, 1.5GB, 1500000000",
        "SIZE, 10k, 10000",
        "SIZE, 77, 77",
        "PERCENT, 45 %, 0.45",
    })
    void wordsBecomeNumbers(ValueConfig.Cast cast, String word, double number) {
        assertThat(Casts.number(word, cast)).isCloseTo(number, within(1e-6));
    }

    @ParameterizedTest
    @CsvSource({"NUMBER, one", "BOOL, maybe", "TIME, yesterday", "DURATION, long", "SIZE, big", "PERCENT, most"})
    void otherWordsDoNot(ValueConfig.Cast cast, String word) {
        assertThat(Casts.number(word, cast)).isNaN();
    }
}
