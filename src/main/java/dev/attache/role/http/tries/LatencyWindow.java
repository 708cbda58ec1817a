package dev.attache.role.http.tries;

import dev.attache.observe.LatencyHistogram;
import java.util.concurrent.TimeUnit;

/// How long a cluster's answers have taken of late: those of the last [#SPAN_NANOS] and as long before, at most.
/// For one thread.
public final class LatencyWindow {
    static final long SPAN_NANOS = TimeUnit.SECONDS.toNanos(10);
    /// Of fewer answers a percentile says nothing.
    static final int COUNT_MIN = 100;

    private static final long GOOD_FOR_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private LatencyHistogram before = new LatencyHistogram();
    private LatencyHistogram current = new LatencyHistogram();
    private long sinceNanos;
    private double knownQuantile;
    private long knownNanos = Long.MAX_VALUE;
    private long knownSinceNanos;

    public LatencyWindow(long now) {
        sinceNanos = now;
        knownSinceNanos = now;
    }

    /// Takes in an answer.
    ///
    /// @param nanos from sending the request to the head of its answer
    public void record(long nanos, long now) {
        settle(now);
        current.record(nanos);
    }

    private void settle(long now) {
        long passed = now - sinceNanos;
        if (passed >= SPAN_NANOS) {
            before = passed >= 2 * SPAN_NANOS ? new LatencyHistogram() : current;
            current = new LatencyHistogram();
            sinceNanos = now;
        }
    }

    /// The time within which this share of the answers came, worked out at most every [#GOOD_FOR_NANOS].
    ///
    /// @return [Long#MAX_VALUE] where there were fewer than [#COUNT_MIN]
    public long quantileNanos(double quantile, long now) {
        if (quantile != knownQuantile || now - knownSinceNanos >= GOOD_FOR_NANOS) {
            settle(now);
            LatencyHistogram both = new LatencyHistogram();
            before.addTo(both);
            current.addTo(both);
            knownQuantile = quantile;
            knownSinceNanos = now;
            knownNanos = both.count() < COUNT_MIN ? Long.MAX_VALUE : both.quantileNanos(quantile);
        }
        return knownNanos;
    }
}
