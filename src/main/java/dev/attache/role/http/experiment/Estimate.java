package dev.attache.role.http.experiment;

/// A number that was estimated, and how uncertain it is.
///
/// @param value of the estimate
/// @param variance of the estimate itself, not of one observation
record Estimate(double value, double variance) {
    /// The difference to another estimate that is independent of this one.
    Estimate minus(Estimate other) {
        return new Estimate(value - other.value, variance + other.variance);
    }

    /// The same in the other direction.
    Estimate negated() {
        return new Estimate(-value, variance);
    }
}
