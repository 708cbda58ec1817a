package dev.attache.config;

import java.util.List;

/// How a text or a JSON value becomes a number.
///
/// @param states where it is one of a few words: each becomes a series that is 1 while it holds
@Doc("how a text or a JSON value becomes a number")
public record ValueConfig(
        @Doc("what it is: number, bool, time, duration, size or percent") @Shorthand @Default("number")
        Cast cast,

        @Doc("what the number is multiplied with") @Default("1")
        String scale,

        @Doc("words of which it is one; each becomes a series that is 1 while it holds, else 0") @Default("[]")
        List<String> states) {

    public ValueConfig {
        states = List.copyOf(states);
        MappingFile.HistogramOptions.number("scale", scale);
    }

    /// What a value is.
    public enum Cast {
        /// As it is; `true` and `false` are 1 and 0.
        NUMBER,
        /// Yes or no, in whatever words: 1 or 0.
        BOOL,
        /// A date and time of ISO 8601: seconds since 1970.
        TIME,
        /// `1h2m`, `250ms` or `PT5M`: seconds.
        DURATION,
        /// `12 MiB`, `1.5GB`, `10k`: bytes.
        SIZE,
        /// `45 %`: 0.45.
        PERCENT
    }
}
