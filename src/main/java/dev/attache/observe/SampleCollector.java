package dev.attache.observe;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BinaryOperator;

/// Gathers the samples of one scrape into families, each name once and in each family each label set once, as the
/// formats demand.
final class SampleCollector implements MetricSink {
    /// Label sets of one family; those beyond are left out and counted.
    static final int SERIES_MAX = 10_000;

    private static final String PREFIX = "attache_";
    private static final double[] BOUNDS_SECONDS = {
        0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10
    };

    private enum Kind {
        COUNTER,
        GAUGE,
        INFO,
        HISTOGRAM
    }

    private record Family<P>(MetricMetadata metadata, Map<Labels, P> points) {}

    private final Map<String, Kind> kinds = new HashMap<>();
    private final Map<String, Family<CounterDataPointSnapshot>> counters = new LinkedHashMap<>();
    private final Map<String, Family<GaugeDataPointSnapshot>> gauges = new LinkedHashMap<>();
    private final Map<String, Family<InfoDataPointSnapshot>> infos = new LinkedHashMap<>();
    private final Map<String, Family<HistogramDataPointSnapshot>> histograms = new LinkedHashMap<>();
    private int leftOut;

    @Override
    public void counter(String name, String help, double value, String... labels) {
        ownCounter(PREFIX + name, help, value, labels);
    }

    @Override
    public void ownCounter(String name, String help, double value, String... labels) {
        Labels set = Labels.of(labels);
        add(
                Kind.COUNTER,
                counters,
                name,
                help,
                set,
                new CounterDataPointSnapshot(value, set, null, 0),
                (old, more) -> new CounterDataPointSnapshot(old.getValue() + more.getValue(), set, null, 0));
    }

    @Override
    public void gauge(String name, String help, double value, String... labels) {
        ownGauge(PREFIX + name, help, value, labels);
    }

    @Override
    public void ownGauge(String name, String help, double value, String... labels) {
        Labels set = Labels.of(labels);
        add(Kind.GAUGE, gauges, name, help, set, new GaugeDataPointSnapshot(value, set, null), (_, last) -> last);
    }

    @Override
    public void ownHistogram(String name, String help, double[] bounds, long[] counts, double sum, String... labels) {
        Labels set = Labels.of(labels);
        double[] upTo = Arrays.copyOf(bounds, bounds.length + 1);
        upTo[bounds.length] = Double.POSITIVE_INFINITY;
        var point = new HistogramDataPointSnapshot(
                ClassicHistogramBuckets.of(upTo, counts.clone()), sum, set, Exemplars.EMPTY, 0);
        add(Kind.HISTOGRAM, histograms, name, help, set, point, (_, last) -> last);
    }

    @Override
    public void info(String name, String help, String... labels) {
        Labels set = Labels.of(labels);
        add(Kind.INFO, infos, PREFIX + name, help, set, new InfoDataPointSnapshot(set), (_, last) -> last);
    }

    @Override
    public void latency(String name, String help, LatencyHistogram histogram, String... labels) {
        Labels set = Labels.of(labels);
        double sum = (double) histogram.sumNanos() / TimeUnit.SECONDS.toNanos(1);
        add(
                Kind.HISTOGRAM,
                histograms,
                PREFIX + name,
                help,
                set,
                new HistogramDataPointSnapshot(buckets(histogram), sum, set, Exemplars.EMPTY, 0),
                (_, last) -> last);
    }

    /// The owner goes on counting while this reads; a bucket never holds less than nothing for that.
    private static ClassicHistogramBuckets buckets(LatencyHistogram histogram) {
        double[] bounds = new double[BOUNDS_SECONDS.length + 1];
        long[] counts = new long[bounds.length];
        long below = 0;
        for (int i = 0; i < BOUNDS_SECONDS.length; i++) {
            bounds[i] = BOUNDS_SECONDS[i];
            long upTo = histogram.countUpTo(Math.round(BOUNDS_SECONDS[i] * TimeUnit.SECONDS.toNanos(1)));
            counts[i] = Math.max(0, upTo - below);
            below = Math.max(below, upTo);
        }
        bounds[BOUNDS_SECONDS.length] = Double.POSITIVE_INFINITY;
        counts[BOUNDS_SECONDS.length] = Math.max(0, histogram.count() - below);
        return ClassicHistogramBuckets.of(bounds, counts);
    }

    private <P> void add(
            Kind kind,
            Map<String, Family<P>> families,
            String name,
            String help,
            Labels labels,
            P point,
            BinaryOperator<P> merge) {
        if (kinds.computeIfAbsent(name, _ -> kind) != kind) {
            leftOut++;
            return;
        }
        Map<Labels, P> points = families.computeIfAbsent(
                        name, _ -> new Family<>(new MetricMetadata(name, help), new LinkedHashMap<>()))
                .points();
        if (points.size() < SERIES_MAX || points.containsKey(labels)) {
            points.merge(labels, point, merge);
        } else {
            leftOut++;
        }
    }

    /// Samples left out: a name that is taken by another kind of metric, or a family that is full.
    int leftOut() {
        return leftOut;
    }

    List<MetricSnapshot> snapshots() {
        List<MetricSnapshot> all = new ArrayList<>();
        counters.values().forEach(each -> all.add(new CounterSnapshot(each.metadata, each.points.values())));
        gauges.values().forEach(each -> all.add(new GaugeSnapshot(each.metadata, each.points.values())));
        infos.values().forEach(each -> all.add(new InfoSnapshot(each.metadata, each.points.values())));
        histograms.values().forEach(each -> all.add(new HistogramSnapshot(each.metadata, each.points.values())));
        return all;
    }
}
