package dev.attache.role.http.experiment;

import dev.attache.observe.LatencyHistogram;
import dev.attache.role.http.route.Goals;
import dev.attache.role.http.route.VisitorHash;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/// What was counted in an experiment since its weights changed last. Safe from any thread.
///
/// Counting begins anew with other weights: visitors have moved then, and where rates change over the day, sums over
/// times with different shares would compare the morning of one arm with the evening of the other (Simpson's paradox).
public final class Run {
    private final Map<String, Integer> weights;
    private final List<String> arms;
    private final Goals goals;
    private final long startNanos;
    private final List<@Nullable VisitorTable> visitors = new ArrayList<>();
    private final Map<Object, List<ArmTally>> tallies = new LinkedHashMap<>();
    private final AtomicLongArray told = new AtomicLongArray(VisitorTable.GOALS_MAX * 16);

    /// @param weights by arm, the control first
    Run(Map<String, Integer> weights, Goals goals, long startNanos) {
        this.weights = weights;
        this.arms = List.copyOf(weights.keySet());
        this.goals = goals;
        this.startNanos = startNanos;
        for (int i = 0; i < arms.size(); i++) {
            visitors.add(goals.names().isEmpty() ? null : new VisitorTable());
        }
    }

    /// The weights that it runs with.
    Map<String, Integer> weights() {
        return weights;
    }

    long startNanos() {
        return startNanos;
    }

    /// The tally of an arm for one event loop, the same at each call.
    ///
    /// @param owner the event loop's own object
    public synchronized ArmTally tally(String arm, Object owner) {
        List<ArmTally> own = tallies.computeIfAbsent(
                owner,
                _ -> visitors.stream().map(each -> new ArmTally(goals, each)).toList());
        return own.get(arms.indexOf(arm));
    }

    private synchronized List<ArmTally> tallies(int arm) {
        return tallies.values().stream().map(each -> each.get(arm)).toList();
    }

    /// A visitor has reached a goal, as the app tells.
    ///
    /// @return the arm that he is on; empty where he was not seen, or is not followed
    String reach(long visitor, int goal) {
        for (int i = 0; i < visitors.size() && visitor != VisitorHash.NOBODY; i++) {
            VisitorTable table = visitors.get(i);
            if (table != null && table.reach(visitor, 1 << goal)) {
                reach(i, goal);
                return arms.get(i);
            }
        }
        return "";
    }

    /// Somebody on an arm has reached a goal, as the app tells without saying who.
    void reach(int arm, int goal) {
        told.incrementAndGet(arm * VisitorTable.GOALS_MAX + goal);
    }

    /// How often a goal was reached on an arm, by whomever.
    long goalEvents(int arm, int goal) {
        long events = told.get(arm * VisitorTable.GOALS_MAX + goal);
        for (ArmTally each : tallies(arm)) {
            events += each.goalEvents(goal);
        }
        return events;
    }

    /// Durations of the answers of an arm that were no errors.
    LatencyHistogram latency(int arm) {
        LatencyHistogram sum = new LatencyHistogram();
        tallies(arm).forEach(each -> each.latency().addTo(sum));
        return sum;
    }

    /// All that is known of an arm now.
    Evidence evidence(int arm) {
        long[] requests = new long[Evidence.GROUPS];
        long[] errors = new long[Evidence.GROUPS];
        double[] logSums = new double[Evidence.GROUPS];
        double squareSum = 0;
        for (ArmTally each : tallies(arm)) {
            each.addTo(requests, errors, logSums);
            squareSum += each.squareSum();
        }
        VisitorTable table = visitors.get(arm);
        List<Integer> reached = new ArrayList<>();
        for (int i = 0; table != null && i < goals.names().size(); i++) {
            reached.add(table.reached(i));
        }
        return new Evidence(requests, errors, logSums, squareSum, table == null ? 0 : table.visitors(), reached);
    }
}
