package dev.attache.observe;

/// Takes samples at a scrape. Names come without the `attache_` prefix; a counter's without `_total`.
///
/// Labels are pairs: name, value, name, value. Calls for one name may come from several sources; each label set once.
public interface MetricSink {
    void counter(String name, String help, double value, String... labels);

    void gauge(String name, String help, double value, String... labels);

    /// A duration in seconds with its distribution.
    void latency(String name, String help, LatencyHistogram histogram, String... labels);
}
