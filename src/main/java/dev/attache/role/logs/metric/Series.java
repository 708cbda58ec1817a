package dev.attache.role.logs.metric;

/// One metric with one set of label values. Written by the pump's thread; scrapes may see values a moment old.
final class Series {
    private final byte[] key;
    private final String[] labelValues;
    private final long[] counts;
    private double value;
    private boolean touched;
    private double settledValue;
    private final long[] settledCounts;

    /// @param key the label values as the metric tells them apart
    /// @param buckets how many counts there are beside the value, which is their sum then; 0 of a counter or gauge
    Series(byte[] key, String[] labelValues, int buckets) {
        this.key = key;
        this.labelValues = labelValues;
        this.counts = new long[buckets];
        this.settledCounts = new long[buckets];
    }

    byte[] key() {
        return key;
    }

    String[] labelValues() {
        return labelValues;
    }

    /// What a counter has counted, what a gauge shows, or the sum of a histogram.
    double value() {
        return value;
    }

    void set(double next) {
        value = next;
    }

    /// Counts of a histogram, by bucket.
    long[] counts() {
        return counts;
    }

    boolean isTouched() {
        return touched;
    }

    void touched(boolean since) {
        touched = since;
    }

    /// What it was when the last line was read that has arrived everywhere.
    double settledValue() {
        return settledValue;
    }

    long[] settledCounts() {
        return settledCounts;
    }

    void settle(double then, long[] countsThen) {
        settledValue = then;
        System.arraycopy(countsThen, 0, settledCounts, 0, countsThen.length);
    }

    /// Goes on from what was kept.
    void restore(double kept, long[] keptCounts) {
        value = kept;
        System.arraycopy(keptCounts, 0, counts, 0, keptCounts.length);
        settle(kept, keptCounts);
    }
}
