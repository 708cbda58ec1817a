package dev.attache.role.http.experiment;

import java.util.Arrays;
import java.util.List;

/// What is known of one arm at one moment: counts, kept apart by groups of visitors.
///
/// Requests of one visitor are no independent observations: whoever meets an error meets more of them, and whoever has
/// a slow line has it always. So requests are gathered in [#GROUPS] groups by a hash of the visitor, all requests of a
/// visitor in one group, and the variance is taken from how the groups differ, as for clusters in a survey (ratio
/// estimate: Cochran, *Sampling Techniques*, 1977, chapter 6). It is never taken for less than it would be if requests
/// were independent, which also keeps a rate at which nothing has failed yet from looking certain.
///
/// @param requests answered, by group
/// @param errors among them, by group
/// @param logSums sum of the natural logarithms of durations in nanoseconds of those that are no errors, by group
/// @param squareSum sum of the squares of these logarithms, over all groups
/// @param visitors that are followed for goals
/// @param reached by how many of these visitors, by goal
record Evidence(
        long[] requests, long[] errors, double[] logSums, double squareSum, int visitors, List<Integer> reached) {
    /// Groups that visitors fall into.
    static final int GROUPS = 256;

    private static final int GROUPS_MIN = 16;

    /// Requests of all groups.
    long total() {
        return Arrays.stream(requests).sum();
    }

    /// Errors of all groups.
    long failed() {
        return Arrays.stream(errors).sum();
    }

    /// Whether requests came of enough different visitors for the groups to say anything.
    boolean isSpread() {
        return spread() >= GROUPS_MIN;
    }

    private long spread() {
        return Arrays.stream(requests).filter(each -> each > 0).count();
    }

    /// Share of the requests that failed.
    Estimate errorRate() {
        double n = total();
        double rate = failed() / n;
        double squares = 0;
        for (int i = 0; i < GROUPS; i++) {
            double residue = errors[i] - rate * requests[i];
            squares += residue * residue;
        }
        return new Estimate(rate, Math.max(ofGroups(squares, n), ofShare(failed(), n)));
    }

    /// Mean of the logarithm of the durations: the logarithm of the typical duration, their geometric mean.
    Estimate logDuration() {
        double n = (double) total() - failed();
        double mean = Arrays.stream(logSums).sum() / n;
        double squares = 0;
        for (int i = 0; i < GROUPS; i++) {
            double residue = logSums[i] - mean * (requests[i] - errors[i]);
            squares += residue * residue;
        }
        double independent = Math.max(0, squareSum - n * mean * mean) / n / n;
        return new Estimate(mean, Math.max(ofGroups(squares, n), independent));
    }

    /// Share of the visitors who reached a goal. Visitors are independent of one another, and each counts once.
    Estimate goalRate(int goal) {
        int count = reached.get(goal);
        return new Estimate((double) count / visitors, ofShare(count, visitors));
    }

    private double ofGroups(double squares, double n) {
        double groups = spread();
        return groups / Math.max(1, groups - 1) * squares / n / n;
    }

    /// Variance of a share of independent observations, one of each kind added so that none is certain.
    private static double ofShare(long count, double n) {
        double share = (count + 1) / (n + 2);
        return share * (1 - share) / n;
    }
}
