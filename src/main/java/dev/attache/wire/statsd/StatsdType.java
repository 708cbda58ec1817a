package dev.attache.wire.statsd;

/// What a sample does to its metric.
public enum StatsdType {
    /// `c`: is added.
    COUNTER,
    /// `g`: is the value now, or with a sign is added to it.
    GAUGE,
    /// `ms`: a duration, which is handed on in seconds; `h` and `d`: one of many values, as it is.
    OBSERVER
}
