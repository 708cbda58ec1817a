package dev.attache.role.metrics.series;

import dev.attache.wire.exposition.LabelSet;
import dev.attache.wire.exposition.MetricType;
import dev.attache.wire.exposition.Numbers;

/// Counts samples by bounds that all series of a name share.
final class HistogramSeries extends PushedSeries {
    private final double[] bounds;
    private final long[] counts;
    private double sum;

    /// @param bounds rising, without infinity
    HistogramSeries(LabelSet labels, double[] bounds) {
        super(labels);
        this.bounds = bounds;
        this.counts = new long[bounds.length + 1];
    }

    @Override
    MetricType type() {
        return MetricType.HISTOGRAM;
    }

    @Override
    void push(double value, boolean relative, int times) {
        int at = 0;
        while (at < bounds.length && value > bounds[at]) {
            at++;
        }
        counts[at] += times;
        sum += value * times;
    }

    @Override
    void tell(Lines lines) {
        long below = 0;
        for (int i = 0; i < counts.length; i++) {
            below += counts[i];
            String bound = i < bounds.length ? text(bounds[i]) : "+Inf";
            lines.add("_bucket", labels.with("le", bound), below);
        }
        lines.add("_sum", labels, sum);
        lines.add("_count", labels, below);
    }

    private static String text(double bound) {
        return bound == Math.rint(bound) && Math.abs(bound) < 1e15
                ? Long.toString((long) bound)
                : Double.toString(bound);
    }

    /// Lines of buckets come in the order of their bounds, so what is below each is known when it comes.
    @Override
    void restore(String suffix, LabelSet line, double value) {
        if (suffix.equals("_sum")) {
            sum = value;
        } else if (suffix.equals("_bucket")) {
            double bound = Numbers.parse(line.valueOf("le"));
            int at = 0;
            long below = 0;
            while (at < bounds.length && bound > bounds[at]) {
                below += counts[at++];
            }
            counts[at] = Math.max(0, (long) value - below);
        }
    }
}
