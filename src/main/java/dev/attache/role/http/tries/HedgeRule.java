package dev.attache.role.http.tries;

import dev.attache.base.HumanDuration;
import dev.attache.config.HedgeConfig;

/// When a second try starts beside one that takes long. Immutable.
///
/// A duplicate after the 95th percentile adds at most a twentieth to the load and cuts what is above it to about
/// that percentile twice (Dean and Barroso, *The Tail at Scale*, 2013).
///
/// @param quantile of the cluster's latency, 0 to 1; 0 where a time is fixed
/// @param nanos the fixed time; [Long#MAX_VALUE] where no second try starts
public record HedgeRule(double quantile, long nanos) {
    private static final HedgeRule NEVER = new HedgeRule(0, Long.MAX_VALUE);

    public static HedgeRule of(HedgeConfig config) {
        String after = config.after();
        if (after.isEmpty()) {
            return NEVER;
        }
        return after.charAt(0) == 'p'
                ? new HedgeRule(Double.parseDouble(after.substring(1)) / 100, 0)
                : new HedgeRule(0, HumanDuration.parse(after).toNanos());
    }

    /// Whether second tries start at all.
    public boolean isOn() {
        return nanos != Long.MAX_VALUE;
    }

    /// How long the first try has to itself.
    ///
    /// @return [Long#MAX_VALUE] where too little is known to tell
    public long waitNanos(LatencyWindow latencies, long now) {
        return quantile == 0 ? nanos : latencies.quantileNanos(quantile, now);
    }
}
