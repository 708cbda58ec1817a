package dev.attache.role.logs.metric;

import dev.attache.config.LogMetricConfig;
import dev.attache.observe.MetricSink;
import dev.attache.observe.MetricSource;
import dev.attache.wire.log.LogRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// All metrics that a role makes from records.
///
/// Those that are to outlast a restart are kept as they were when the last line was read that has arrived everywhere,
/// which is where reading goes on: [#seal] remembers what a buffer of lines has changed, [#settle] takes it over when
/// these lines have arrived. What is read again after a crash is therefore counted again, from where counting stood
/// then.
public final class LogMetrics implements MetricSource {
    private final String role;
    private final Metric[] metrics;
    private final List<Series> touched = new ArrayList<>();
    private final Deque<Change> unsettled = new ArrayDeque<>();
    private byte[] kept = {};
    private boolean keptIsOld = true;

    /// What a series was after the lines of a sequence.
    private record Change(long sequence, Series series, double value, long[] counts) {}

    public LogMetrics(String role, List<LogMetricConfig> metrics) {
        this.role = role;
        this.metrics = metrics.stream().map(Metric::new).toArray(Metric[]::new);
    }

    /// Counts and measures the record.
    public void take(LogRecord record) {
        for (Metric each : metrics) {
            Series series = each.take(record);
            if (series != null && each.config().persist() && !series.isTouched()) {
                series.touched(true);
                touched.add(series);
            }
        }
    }

    /// The records so far are those of this sequence and the ones before.
    public void seal(long sequence) {
        for (Series each : touched) {
            each.touched(false);
            unsettled.addLast(
                    new Change(sequence, each, each.value(), each.counts().clone()));
        }
        touched.clear();
    }

    /// Everything up to this sequence has arrived everywhere.
    public void settle(long sequence) {
        while (!unsettled.isEmpty() && unsettled.getFirst().sequence() <= sequence) {
            Change change = unsettled.removeFirst();
            change.series().settle(change.value(), change.counts());
            keptIsOld = true;
        }
    }

    /// What is to be kept: metrics as they were when everything had been read that has arrived.
    public byte[] kept() {
        if (keptIsOld) {
            kept = KeptMetrics.written(metrics);
            keptIsOld = false;
        }
        return kept;
    }

    /// Goes on from what was kept. Of a metric that was another then, in its kind, labels or buckets, nothing is taken.
    public void restore(byte[] before) {
        KeptMetrics.read(before, metrics);
        keptIsOld = true;
    }

    @Override
    public String role() {
        return role;
    }

    @Override
    public void collect(MetricSink sink) {
        for (Metric each : metrics) {
            each.collect(sink);
            String[] labels = {"role", role, "metric", each.config().name()};
            sink.counter(
                    "log_metric_overflows", "Records counted together for want of room.", each.overflows(), labels);
            sink.counter(
                    "log_metric_misfits", "Records whose value was no number for the metric.", each.misfits(), labels);
        }
    }
}
