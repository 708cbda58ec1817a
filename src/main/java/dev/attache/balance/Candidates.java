package dev.attache.balance;

import java.util.List;
import java.util.SplittableRandom;

/// The endpoints that there are to choose from, as one event loop sees them: the load of each, which all loops share,
/// and its weight at the moment. For one thread.
///
/// Weights change by [#weigh], and count from the next [#settle] on.
public final class Candidates {
    /// No candidate.
    public static final int NONE = -1;

    private final Load[] loads;
    private final int[] weights;
    /// Sum of the weights before each candidate, and of all of them at the end.
    private final long[] sums;
    private int smallest;
    private int count;

    /// All of weight 0.
    public Candidates(List<Load> loads) {
        this.loads = loads.toArray(Load[]::new);
        this.weights = new int[this.loads.length];
        this.sums = new long[this.loads.length + 1];
    }

    /// @param weight 0 leaves the candidate out
    public void weigh(int index, int weight) {
        weights[index] = weight;
    }

    /// Has the weights count.
    public void settle() {
        smallest = 0;
        count = 0;
        for (int i = 0; i < weights.length; i++) {
            sums[i + 1] = sums[i] + weights[i];
            if (weights[i] > 0) {
                smallest = count == 0 ? weights[i] : Math.min(smallest, weights[i]);
                count++;
            }
        }
    }

    public int size() {
        return weights.length;
    }

    /// How many are not left out.
    public int count() {
        return count;
    }

    public Load load(int index) {
        return loads[index];
    }

    public int weight(int index) {
        return index < 0 ? 0 : weights[index];
    }

    /// The smallest weight of those that are not left out; 0 where all are.
    int smallest() {
        return smallest;
    }

    long total() {
        return sums[weights.length];
    }

    /// Draws one as often as its weight says.
    ///
    /// @param passedOver one that is not drawn; [#NONE] where all may be
    /// @param alsoPassedOver another one; [#NONE], or the same again, for none
    /// @return [#NONE] where there is no other
    int draw(SplittableRandom random, int passedOver, int alsoPassedOver) {
        int low = Math.min(passedOver, alsoPassedOver);
        int high = Math.max(passedOver, alsoPassedOver);
        low = low == high ? NONE : low;
        long free = total() - weight(low) - weight(high);
        if (free <= 0) {
            return NONE;
        }
        long at = random.nextLong(free);
        if (low >= 0 && at >= sums[low]) {
            at += weights[low];
        }
        if (high >= 0 && at >= sums[high]) {
            at += weights[high];
        }
        return at(at);
    }

    private int at(long place) {
        int from = 0;
        int to = weights.length;
        while (to - from > 1) {
            int middle = (from + to) >>> 1;
            if (sums[middle] <= place) {
                from = middle;
            } else {
                to = middle;
            }
        }
        return from;
    }

    /// Copies the weights, one of them as 0.
    void copyWeights(int[] into, int passedOver) {
        System.arraycopy(weights, 0, into, 0, weights.length);
        if (passedOver >= 0) {
            into[passedOver] = 0;
        }
    }
}
