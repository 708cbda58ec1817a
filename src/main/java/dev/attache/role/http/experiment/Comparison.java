package dev.attache.role.http.experiment;

/// How an arm differs from the control by one measure, with the bounds within which the truth lies at all times at
/// once, to the confidence asked for.
///
/// @param goal number of the goal; 0 for other measures
/// @param difference arm less control: points as a share of 1, for latency the share by which it is longer
/// @param low lower bound
/// @param high upper bound
record Comparison(Measure measure, int goal, double difference, double low, double high) {
    private static final int VISITORS_MIN = 100;

    /// @param alpha chance that the truth is ever outside of the bounds
    static Comparison of(Measure measure, int goal, Evidence arm, Evidence control, double alpha) {
        Estimate between = between(measure, goal, arm, control);
        double doubt = SequentialBound.around(between.variance(), measure.scale(), alpha);
        return measure == Measure.LATENCY
                ? new Comparison(
                        measure,
                        goal,
                        Math.expm1(between.value()),
                        Math.expm1(between.value() - doubt),
                        Math.expm1(between.value() + doubt))
                : new Comparison(
                        measure,
                        goal,
                        between.value(),
                        Math.max(-1, between.value() - doubt),
                        Math.min(1, between.value() + doubt));
    }

    /// The difference of an arm to the control, as estimated; of latency that of logarithms.
    static Estimate between(Measure measure, int goal, Evidence arm, Evidence control) {
        return switch (measure) {
            case ERRORS -> arm.errorRate().minus(control.errorRate());
            case LATENCY -> arm.logDuration().minus(control.logDuration());
            case GOAL -> arm.goalRate(goal).minus(control.goalRate(goal));
        };
    }

    /// Whether there is enough to compare by.
    static boolean isPossible(Measure measure, Evidence arm, Evidence control) {
        return isEnough(measure, arm) && isEnough(measure, control);
    }

    private static boolean isEnough(Measure measure, Evidence evidence) {
        return switch (measure) {
            case ERRORS -> evidence.isSpread();
            case LATENCY -> evidence.isSpread() && evidence.total() > evidence.failed() + 1;
            case GOAL -> evidence.visitors() >= VISITORS_MIN;
        };
    }
}
