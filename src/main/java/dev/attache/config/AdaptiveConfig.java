package dev.attache.config;

/// A bound on requests at once that each event loop learns from how long answers take; `docs/resilience.md` has
/// the formula.
@Doc("a bound on requests at once that each event loop learns from how long answers take")
public record AdaptiveConfig(
        @Doc("the most that it grows to, for each event loop; 0 has no such bound")
        @Shorthand
        @Default("0")
        @Range(min = "0", max = "100000")
        int max,

        @Doc("the least that it falls to, for each event loop") @Default("4") @Range(min = "1", max = "100000")
        int min) {

    public AdaptiveConfig {
        if (max > 0 && min > max) {
            throw new IllegalArgumentException("min: is more than max");
        }
    }
}
