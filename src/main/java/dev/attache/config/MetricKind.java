package dev.attache.config;

/// What the numbers of a metric mean.
public enum MetricKind {
    GAUGE,
    COUNTER,
    /// Facts as labels of a series that is always 1.
    INFO
}
