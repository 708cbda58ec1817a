package dev.attache.role.logs.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.config.AttacheConfig;
import dev.attache.config.ConfigException;
import dev.attache.config.ConfigLoader;
import dev.attache.config.LogMetricConfig;
import dev.attache.config.LogsConfig;
import dev.attache.role.logs.testing.Records;
import dev.attache.testing.RecordingObserver;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogMetricsTest {
    private static final String REQUESTS = """
        - counter: http_requests_total
          where: status != null
          labels: {status: status, method: method}
          persist: true
        """;

    private static LogMetrics metrics(String yaml) {
        return new LogMetrics("logs", configs(yaml));
    }

    private static List<LogMetricConfig> configs(String yaml) {
        String file = "roles:\n  logs:\n    kind: logs\n    inputs: [/x]\n    metrics:\n" + yaml.indent(6);
        try {
            AttacheConfig config =
                    ConfigLoader.parse(Path.of("attache.yaml"), file, Map.of()).config();
            return ((LogsConfig) config.roles().values().iterator().next()).metrics();
        } catch (ConfigException refused) {
            throw new AssertionError(refused.mistakes().toString(), refused);
        }
    }

    private static void take(LogMetrics metrics, String... lines) {
        for (String each : lines) {
            metrics.take(Records.json(each.replace('\'', '"')));
        }
    }

    private static Map<String, Double> samples(LogMetrics metrics) {
        var observer = new RecordingObserver();
        observer.register(metrics);
        return observer.samples();
    }

    @Test
    void recordsAreCountedByTheirLabels() {
        LogMetrics metrics = metrics(REQUESTS);

        take(metrics, "{'status':200,'method':'GET'}", "{'status':'200','method':'GET'}", "{'status':500}", "{'a':1}");

        assertThat(samples(metrics))
                .containsEntry("http_requests_total{status=200,method=GET}", 2.0)
                .containsEntry("http_requests_total{status=500,method=}", 1.0)
                .hasSize(4);
    }

    @Test
    void aCounterAddsAGaugeShowsAndAHistogramDistributes() {
        LogMetrics metrics = metrics("""
            - {counter: bytes_total, value: bytes}
            - {gauge: depth, value: depth, labels: {queue: queue}}
            - {histogram: took_seconds, value: seconds(took), buckets: [0.01, 0.1, 1]}
            """);

        take(metrics, "{'bytes':10,'took':'5ms'}", "{'bytes':5,'took':'10ms'}", "{'bytes':-1,'took':'2s'}");
        take(metrics, "{'depth':7,'queue':'a'}", "{'depth':3,'queue':'a'}", "{'bytes':'x'}");

        assertThat(samples(metrics))
                .containsEntry("bytes_total", 15.0)
                .containsEntry("depth{queue=a}", 3.0)
                .containsEntry("took_seconds_count", 3.0)
                .containsEntry("took_seconds_sum", 2.015)
                .containsEntry("log_metric_misfits{role=logs,metric=bytes_total}", 4.0);
    }

    @Test
    void labelSetsHaveABoundAndThoseBeyondAreCountedTogether() {
        LogMetrics metrics = metrics("- {counter: c_total, labels: {user: user}, series-max: 2}");

        for (int i = 0; i < 10; i++) {
            take(metrics, "{'user':'u" + i + "'}");
        }

        assertThat(samples(metrics))
                .containsEntry("c_total{user=u0}", 1.0)
                .containsEntry("c_total{user=u1}", 1.0)
                .containsEntry("c_total{user=_other}", 8.0)
                .containsEntry("log_metric_overflows{role=logs,metric=c_total}", 8.0)
                .doesNotContainKey("c_total{user=u2}");
    }

    @Test
    void longLabelsAreCutBetweenCharacters() {
        LogMetrics metrics = metrics("- {counter: c_total, labels: {user: user}}");

        take(metrics, "{'user':'" + "x".repeat(Metric.LABEL_BYTES_MAX - 1) + "ü'}");

        assertThat(samples(metrics)).containsEntry("c_total{user=" + "x".repeat(Metric.LABEL_BYTES_MAX - 1) + "}", 1.0);
    }

    @Test
    void whatIsKeptIsWhatWasCountedWhenTheLastDeliveredLineWasRead() {
        LogMetrics metrics = metrics(REQUESTS);
        take(metrics, "{'status':200}", "{'status':500}");
        metrics.seal(1);
        take(metrics, "{'status':200}");
        metrics.seal(2);
        take(metrics, "{'status':404}");
        metrics.seal(3);

        metrics.settle(2);
        LogMetrics next = metrics(REQUESTS);
        next.restore(metrics.kept());

        assertThat(samples(next))
                .containsEntry("http_requests_total{status=200,method=}", 2.0)
                .containsEntry("http_requests_total{status=500,method=}", 1.0)
                .containsEntry("http_requests_total{status=404,method=}", 0.0);
        assertThat(samples(metrics)).containsEntry("http_requests_total{status=404,method=}", 1.0);
    }

    @Test
    void histogramsAndWhatIsBeyondTheBoundAreKeptToo() {
        String yaml = "- {histogram: h, value: v, buckets: [1], labels: {a: a}, series-max: 1, persist: true}";
        LogMetrics metrics = metrics(yaml);
        take(metrics, "{'v':0.5,'a':'x'}", "{'v':2,'a':'y'}");
        metrics.seal(1);
        metrics.settle(1);

        LogMetrics next = metrics(yaml);
        next.restore(metrics.kept());

        assertThat(samples(next)).containsEntry("h_sum{a=x}", 0.5).containsEntry("h_sum{a=_other}", 2.0);
    }

    @Test
    void aMetricThatIsAnotherNowBeginsAnew() {
        LogMetrics metrics = metrics(REQUESTS);
        take(metrics, "{'status':200}");
        metrics.seal(1);
        metrics.settle(1);

        LogMetrics relabelled = metrics(REQUESTS.replace("method: method", "verb: method"));
        relabelled.restore(metrics.kept());
        LogMetrics broken = metrics(REQUESTS);
        broken.restore(Arrays.copyOf(metrics.kept(), 20));

        assertThat(samples(relabelled)).hasSize(2);
        assertThat(samples(broken)).hasSize(2);
    }

    @Test
    void whatIsNotToBeKeptIsNot() {
        assertThat(metrics("- {counter: c_total}").kept()).isEmpty();
    }
}
