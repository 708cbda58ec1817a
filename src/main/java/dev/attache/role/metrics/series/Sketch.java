package dev.attache.role.metrics.series;

import java.util.Arrays;

/// Counts values by their size, in steps of a 64th between two powers of two: a quantile is off by less than 0.8 %.
///
/// The range of steps grows with what comes, up to [#STEPS_MAX]; what lies below then counts at its lower end. Zero and
/// what is negative is counted apart, and told as the least of it.
final class Sketch {
    /// Enough for sizes that differ by a factor of a million.
    static final int STEPS_MAX = 20 * 64;

    private static final int SHIFT = 46;

    private int[] counts = new int[0];
    private int first;
    private long notPositive;
    private double least;

    void add(double value, int times) {
        if (!(value > 0)) {
            notPositive += times;
            least = Math.min(least, value);
            return;
        }
        int step = (int) (Double.doubleToRawLongBits(value) >>> SHIFT);
        int at = counts.length == 0 ? -1 : step - first;
        if (at < 0 || at >= counts.length) {
            at = grow(step);
        }
        counts[at] += times;
    }

    /// Makes room for a step.
    ///
    /// @return its place
    private int grow(int step) {
        if (counts.length == 0) {
            first = step - 4;
            counts = new int[8];
            return 4;
        }
        int low = Math.min(first, step);
        int high = Math.max(first + counts.length - 1, step);
        int room = Math.min(STEPS_MAX, Math.max(high - low + 1, Math.min(STEPS_MAX, 2 * counts.length)));
        int newFirst = step < first ? Math.max(low, high - room + 1) : Math.max(first, high - room + 1);
        int[] wider = new int[room];
        for (int i = 0; i < counts.length; i++) {
            wider[Math.clamp((long) first + i - newFirst, 0, room - 1)] += counts[i];
        }
        first = newFirst;
        counts = wider;
        return Math.clamp((long) step - newFirst, 0, room - 1);
    }

    /// The quantiles of what several sketches hold; NaN where they hold nothing.
    ///
    /// @param wanted 0 to 1 each
    static double[] quantiles(Sketch[] sketches, double[] wanted) {
        double[] found = new double[wanted.length];
        Arrays.fill(found, Double.NaN);
        long low = 0;
        double least = 0;
        int from = Integer.MAX_VALUE;
        int end = Integer.MIN_VALUE;
        for (Sketch each : sketches) {
            low += each.notPositive;
            least = Math.min(least, each.least);
            if (each.counts.length > 0) {
                from = Math.min(from, each.first);
                end = Math.max(end, each.first + each.counts.length);
            }
        }
        long[] merged = new long[Math.max(0, end - Math.max(from, 0))];
        long total = low;
        for (Sketch each : sketches) {
            int[] counts = each.counts;
            for (int i = 0; i < counts.length; i++) {
                int at = each.first + i - from;
                if (at >= 0 && at < merged.length) {
                    merged[at] += counts[i];
                    total += counts[i];
                }
            }
        }
        for (int i = 0; i < wanted.length && total > 0; i++) {
            found[i] = quantile(merged, from, low, least, Math.max(1, (long) Math.ceil(wanted[i] * total)));
        }
        return found;
    }

    private static double quantile(long[] counts, int from, long low, double least, long rank) {
        long seen = low;
        if (rank <= seen) {
            return least;
        }
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= rank) {
                return middle(from + i);
            }
        }
        return counts.length == 0 ? least : middle(from + counts.length - 1);
    }

    private static double middle(int step) {
        double lower = Double.longBitsToDouble((long) step << SHIFT);
        double upper = Double.longBitsToDouble((long) (step + 1) << SHIFT);
        return lower + (upper - lower) / 2;
    }
}
