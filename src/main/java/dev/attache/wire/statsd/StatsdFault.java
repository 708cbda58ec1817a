package dev.attache.wire.statsd;

/// Why a line, or one sample of it, is not taken; under the reasons that statsd_exporter has for them.
public enum StatsdFault {
    MALFORMED_LINE,
    NOT_ENOUGH_PARTS_AFTER_COLON,
    MALFORMED_COMPONENT,
    MALFORMED_VALUE,
    INVALID_SAMPLE_FACTOR,
    MIXED_TAGGING_STYLES,
    INVALID_EXTENDED_AGGREGATE_TYPE,
    ILLEGAL_EVENT,
    /// One tag; the sample is taken without it.
    MALFORMED_TAG
}
