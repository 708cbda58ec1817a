package dev.attache.observe;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Gathers the samples of one scrape into families.
final class SampleCollector implements MetricSink {
    /// Label sets of one family; those beyond are left out.
    private static final int SERIES_MAX = 10_000;

    private static final String PREFIX = "attache_";
    private static final double[] BOUNDS_SECONDS = {
        0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10
    };

    private static final class Family<P> {
        final MetricMetadata metadata;
        final List<P> points = new ArrayList<>();

        Family(MetricMetadata metadata) {
            this.metadata = metadata;
        }
    }

    private final Map<String, Family<CounterDataPointSnapshot>> counters = new LinkedHashMap<>();
    private final Map<String, Family<GaugeDataPointSnapshot>> gauges = new LinkedHashMap<>();
    private final Map<String, Family<HistogramDataPointSnapshot>> histograms = new LinkedHashMap<>();

    @Override
    public void counter(String name, String help, double value, String... labels) {
        add(counters, name, help, new CounterDataPointSnapshot(value, Labels.of(labels), null, 0));
    }

    @Override
    public void gauge(String name, String help, double value, String... labels) {
        add(gauges, name, help, new GaugeDataPointSnapshot(value, Labels.of(labels), null));
    }

    @Override
    public void latency(String name, String help, LatencyHistogram histogram, String... labels) {
        double[] bounds = new double[BOUNDS_SECONDS.length + 1];
        long[] counts = new long[bounds.length];
        long below = 0;
        for (int i = 0; i < BOUNDS_SECONDS.length; i++) {
            bounds[i] = BOUNDS_SECONDS[i];
            long upTo = histogram.countUpTo((long) (BOUNDS_SECONDS[i] * TimeUnit.SECONDS.toNanos(1)));
            counts[i] = Math.max(0, upTo - below);
            below = Math.max(below, upTo);
        }
        bounds[BOUNDS_SECONDS.length] = Double.POSITIVE_INFINITY;
        counts[BOUNDS_SECONDS.length] = Math.max(0, histogram.count() - below);
        double sum = (double) histogram.sumNanos() / TimeUnit.SECONDS.toNanos(1);
        add(
                histograms,
                name,
                help,
                new HistogramDataPointSnapshot(
                        ClassicHistogramBuckets.of(bounds, counts), sum, Labels.of(labels), Exemplars.EMPTY, 0));
    }

    private static <P> void add(Map<String, Family<P>> families, String name, String help, P point) {
        Family<P> family = families.computeIfAbsent(name, _ -> new Family<>(new MetricMetadata(PREFIX + name, help)));
        if (family.points.size() < SERIES_MAX) {
            family.points.add(point);
        }
    }

    List<MetricSnapshot> snapshots() {
        List<MetricSnapshot> snapshots = new ArrayList<>();
        counters.values().forEach(each -> snapshots.add(new CounterSnapshot(each.metadata, each.points)));
        gauges.values().forEach(each -> snapshots.add(new GaugeSnapshot(each.metadata, each.points)));
        histograms.values().forEach(each -> snapshots.add(new HistogramSnapshot(each.metadata, each.points)));
        return snapshots;
    }
}
