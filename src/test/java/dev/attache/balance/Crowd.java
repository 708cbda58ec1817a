package dev.attache.balance;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;

/// Candidates for tests, and how often each of them was chosen.
final class Crowd {
    static final double DECAY = 10e9;
    static final double PENALTY = 5e9;

    private Crowd() {}

    static Candidates of(int... weights) {
        List<Load> loads = new ArrayList<>();
        for (int i = 0; i < weights.length; i++) {
            loads.add(new Load());
        }
        Candidates crowd = new Candidates(loads);
        for (int i = 0; i < weights.length; i++) {
            crowd.weigh(i, weights[i]);
        }
        crowd.settle();
        return crowd;
    }

    static PeakEwmaPolicy peakEwma(long seed) {
        return new PeakEwmaPolicy(new SplittableRandom(seed), DECAY, PENALTY);
    }

    /// How often each of so many was chosen.
    static int[] count(int size, int times, IntUnaryOperator choice) {
        int[] counts = new int[size];
        for (int i = 0; i < times; i++) {
            counts[choice.applyAsInt(i)]++;
        }
        return counts;
    }

    /// Four standard deviations of a binomial count, which one of 16,000 fair ones is beyond.
    static double spread(int times, double share) {
        return 4 * Math.sqrt(times * share * (1 - share));
    }
}
