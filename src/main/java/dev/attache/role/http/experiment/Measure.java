package dev.attache.role.http.experiment;

/// What arms are compared by.
enum Measure {
    /// Share of failed requests; differences are in points.
    ERRORS(0.02),
    /// Typical duration of an answer; differences are of logarithms.
    LATENCY(0.1),
    /// Share of visitors who reached a goal; differences are in points.
    GOAL(0.02);

    private final double scale;

    Measure(double scale) {
        this.scale = scale;
    }

    /// Size of the effects that are found soonest. Another one would be as valid and little slower: ten times as much
    /// or as little widens the bounds by about a fifth.
    double scale() {
        return scale;
    }
}
