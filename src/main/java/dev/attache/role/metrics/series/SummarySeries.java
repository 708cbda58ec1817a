package dev.attache.role.metrics.series;

import dev.attache.wire.exposition.LabelSet;
import dev.attache.wire.exposition.MetricType;

/// Quantiles of what came lately, and the sum and count of all.
///
/// Time is cut into a few ages; the oldest is forgotten when a new one begins.
final class SummarySeries extends PushedSeries {
    /// How quantiles are kept.
    ///
    /// @param quantiles 0 to 1
    /// @param ages at least 1
    record Settings(double[] quantiles, long ageNanos, int ages) {}

    private final Settings settings;
    private final Sketch[] ages;
    private long ageEndNanos;
    private boolean begun;
    private int current;
    private double sum;
    private long count;

    SummarySeries(LabelSet labels, Settings settings) {
        super(labels);
        this.settings = settings;
        this.ages = new Sketch[settings.ages];
        for (int i = 0; i < ages.length; i++) {
            ages[i] = new Sketch();
        }
    }

    @Override
    MetricType type() {
        return MetricType.SUMMARY;
    }

    @Override
    void push(double value, boolean relative, int times) {
        if (!begun) {
            begun = true;
            ageEndNanos = touchedNanos + settings.ageNanos;
        }
        turn(touchedNanos);
        ages[current].add(value, times);
        sum += value * times;
        count += times;
    }

    /// By the owner: forgets what is too old.
    void turn(long nowNanos) {
        for (int i = 0; i < ages.length && nowNanos - ageEndNanos >= 0; i++) {
            current = (current + 1) % ages.length;
            ages[current] = new Sketch();
            ageEndNanos += settings.ageNanos;
        }
        if (nowNanos - ageEndNanos >= 0) {
            ageEndNanos = nowNanos + settings.ageNanos;
        }
    }

    @Override
    void tell(Lines lines) {
        double[] found = Sketch.quantiles(ages, settings.quantiles);
        for (int i = 0; i < found.length; i++) {
            lines.add("", labels.with("quantile", Double.toString(settings.quantiles[i])), found[i]);
        }
        lines.add("_sum", labels, sum);
        lines.add("_count", labels, count);
    }

    @Override
    void restore(String suffix, LabelSet line, double value) {
        if (suffix.equals("_sum")) {
            sum = value;
        } else if (suffix.equals("_count")) {
            count = (long) value;
        }
    }
}
