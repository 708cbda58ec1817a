package dev.attache.config;

import dev.attache.base.HumanDuration;
import java.util.regex.Pattern;

/// When a request that takes long is sent to a second endpoint as well, the first answer of the two being used.
///
/// @param after `p95` and the like, or a duration; empty never does
@Doc("when a request that takes long is sent to a second endpoint as well, the first answer of the two being used")
public record HedgeConfig(
        @Doc("a percentile of the cluster's latency, p50 to p99.99 as in p95, or a duration; empty never does")
        @Shorthand
        @Default("")
        String after) {
    private static final Pattern PERCENTILE = Pattern.compile("p[5-9][0-9](\\.[0-9]{1,2})?");

    public HedgeConfig {
        if (!after.isEmpty() && !PERCENTILE.matcher(after).matches() && !isDuration(after)) {
            throw new IllegalArgumentException(
                    "after: '" + after + "' is neither a percentile, as in p95, nor a" + " duration above 0");
        }
    }

    private static boolean isDuration(String text) {
        try {
            return !HumanDuration.parse(text).isZero();
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
