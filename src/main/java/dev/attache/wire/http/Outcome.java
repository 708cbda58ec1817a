package dev.attache.wire.http;

/// How the scan of a head ended.
public enum Outcome {
    /// The head stands complete before the scanner's `length`.
    HEAD,
    NEED_MORE,
    /// The stream is lost, see the scanner's `fault`.
    FAULT
}
