package dev.attache.role.http.experiment;

import dev.attache.observe.LatencyHistogram;
import dev.attache.role.http.route.Goals;
import org.jspecify.annotations.Nullable;

/// What one event loop counts of one arm: written by it alone, read by whoever asks, who may see values a moment old.
public final class ArmTally {
    private final Goals goals;
    private final @Nullable VisitorTable visitors;
    private final long[] requests = new long[Evidence.GROUPS];
    private final long[] errors = new long[Evidence.GROUPS];
    private final double[] logSums = new double[Evidence.GROUPS];
    private final long[] goalEvents = new long[VisitorTable.GOALS_MAX];
    private final LatencyHistogram latency = new LatencyHistogram();
    private double squareSum;

    /// @param visitors shared by all loops; null where there are no goals
    ArmTally(Goals goals, @Nullable VisitorTable visitors) {
        this.goals = goals;
        this.visitors = visitors;
    }

    Goals goals() {
        return goals;
    }

    /// A request was answered well.
    ///
    /// @param reached bits of the goals that were reached by it
    void onAnswered(long visitor, int reached, long nanos) {
        int group = (int) visitor & Evidence.GROUPS - 1;
        double log = Math.log(Math.max(1, nanos));
        requests[group]++;
        logSums[group] += log;
        squareSum += log * log;
        latency.record(nanos);
        follow(visitor, reached);
    }

    /// A request failed.
    void onFailed(long visitor) {
        int group = (int) visitor & Evidence.GROUPS - 1;
        requests[group]++;
        errors[group]++;
        follow(visitor, 0);
    }

    private void follow(long visitor, int reached) {
        VisitorTable table = visitors;
        if (table != null) {
            table.come(visitor, reached);
            for (int i = 0; reached >>> i != 0; i++) {
                goalEvents[i] += reached >>> i & 1;
            }
        }
    }

    /// Adds what was counted to sums that the caller owns.
    void addTo(long[] requestSums, long[] errorSums, double[] sumsOfLogs) {
        for (int i = 0; i < Evidence.GROUPS; i++) {
            requestSums[i] += requests[i];
            errorSums[i] += errors[i];
            sumsOfLogs[i] += logSums[i];
        }
    }

    double squareSum() {
        return squareSum;
    }

    long goalEvents(int goal) {
        return goalEvents[goal];
    }

    LatencyHistogram latency() {
        return latency;
    }
}
