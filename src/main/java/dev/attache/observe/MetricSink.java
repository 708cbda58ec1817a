package dev.attache.observe;

/// Takes samples at a scrape. Names come without the `attache_` prefix; a counter's without `_total`.
///
/// Labels are pairs: name, value, name, value. Calls for one name may come from several sources.
/// Where a label set comes twice, counters are added up and of others the last is shown; a name that another kind of
/// metric has already is left out and counted.
public interface MetricSink {
    void counter(String name, String help, double value, String... labels);

    void gauge(String name, String help, double value, String... labels);

    /// Facts as labels of a sample that is always 1. The name comes without `_info`.
    void info(String name, String help, String... labels);

    /// A duration in seconds with its distribution.
    void latency(String name, String help, LatencyHistogram histogram, String... labels);

    /// A counter with a name of the user's, which gets no prefix. The name comes without `_total`.
    void ownCounter(String name, String help, double value, String... labels);

    /// A gauge with a name of the user's, which gets no prefix.
    void ownGauge(String name, String help, double value, String... labels);

    /// A distribution with a name of the user's, which gets no prefix.
    ///
    /// @param bounds upper bounds of the buckets, in ascending order
    /// @param counts of each bucket alone, and of what lies above them all
    void ownHistogram(String name, String help, double[] bounds, long[] counts, double sum, String... labels);
}
