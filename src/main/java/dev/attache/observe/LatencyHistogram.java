package dev.attache.observe;

import java.util.Arrays;

/// Distribution of durations at bounded memory: 8 linear steps an octave, so a quantile is at most 12.5 % off.
///
/// One thread writes; others may read and see values a moment old. Covers 256 ns to about 137 s; what lies outside
/// counts in the first or last bucket. The layout is that of Gil Tene's HdrHistogram with three significant bits.
public final class LatencyHistogram {
    private static final int STEP_BITS = 3;
    private static final int STEPS = 1 << STEP_BITS;
    private static final int LOWEST_OCTAVE = 8;
    private static final int OCTAVES = 29;

    private final long[] counts = new long[OCTAVES * STEPS];
    private long count;
    private long sumNanos;

    /// Counts one duration; a negative one counts as zero.
    public void record(long nanos) {
        counts[bucketOf(nanos)]++;
        count++;
        sumNanos += Math.max(0, nanos);
    }

    public long count() {
        return count;
    }

    public long sumNanos() {
        return sumNanos;
    }

    /// Durations recorded that are at most `nanos`, to the precision of a bucket.
    public long countUpTo(long nanos) {
        long total = 0;
        for (int i = 0, last = bucketOf(nanos); i <= last; i++) {
            total += counts[i];
        }
        return total;
    }

    /// Upper bound of the bucket that holds the quantile, in nanoseconds; 0 where nothing was recorded.
    ///
    /// @param quantile 0 to 1
    public long quantileNanos(double quantile) {
        long total = Arrays.stream(counts).sum();
        long rank = Math.max(1, (long) Math.ceil(quantile * total));
        long seen = 0;
        for (int i = 0; i < counts.length && total > 0; i++) {
            seen += counts[i];
            if (seen >= rank) {
                return upperBoundNanos(i);
            }
        }
        return 0;
    }

    /// Adds this distribution to another, which the caller owns.
    public void addTo(LatencyHistogram sum) {
        for (int i = 0; i < counts.length; i++) {
            sum.counts[i] += counts[i];
        }
        sum.count += count;
        sum.sumNanos += sumNanos;
    }

    private static int bucketOf(long nanos) {
        if (nanos < 1L << LOWEST_OCTAVE) {
            return 0;
        }
        int octave = 63 - Long.numberOfLeadingZeros(nanos);
        int step = (int) (nanos >>> (octave - STEP_BITS)) & (STEPS - 1);
        return Math.min((octave - LOWEST_OCTAVE) * STEPS + step, OCTAVES * STEPS - 1);
    }

    private static long upperBoundNanos(int bucket) {
        int octave = LOWEST_OCTAVE + bucket / STEPS;
        return (1L << octave) + ((bucket % STEPS + 1L) << (octave - STEP_BITS));
    }
}
