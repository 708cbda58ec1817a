package dev.attache.role.logs.batch;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/// How long to leave a receiver alone after it has failed.
///
/// A random time up to a bound, and at least half of it; the bound doubles with each failure in a row. A budget bounds
/// what a receiver is bothered that fails every other time: each try after the first costs one, each batch that arrives
/// brings a tenth back, and where none is left the longest pause is made at once. For one thread.
final class Patience {
    private static final double BUDGET_MAX = 10;
    private static final double EARNED = 0.1;
    /// Nobody is believed who asks to be left alone for longer.
    private static final long ASKED_NANOS_MAX = TimeUnit.HOURS.toNanos(1);
    private static final int DOUBLINGS_MAX = 30;

    private final long firstNanos;
    private final long lastNanos;
    private double budget = BUDGET_MAX;

    /// @param firstNanos the bound after the first failure
    /// @param lastNanos the bound that is never passed
    Patience(long firstNanos, long lastNanos) {
        this.firstNanos = firstNanos;
        this.lastNanos = lastNanos;
    }

    /// A batch has arrived.
    void onArrival() {
        budget = Math.min(budget + EARNED, BUDGET_MAX);
    }

    /// How long to wait now.
    ///
    /// @param failures in a row, from 1
    /// @param askedNanos what the receiver asks for; 0 where it asks for nothing
    long pauseNanos(int failures, long askedNanos) {
        boolean spent = budget < 1;
        budget = Math.max(0, budget - 1);
        long bound = spent ? lastNanos : boundNanos(failures);
        long pause = ThreadLocalRandom.current().nextLong(bound / 2, bound + 1);
        return Math.max(pause, Math.min(askedNanos, ASKED_NANOS_MAX));
    }

    /// How long to wait where somebody has to act.
    long longestNanos() {
        return lastNanos;
    }

    private long boundNanos(int failures) {
        int doublings = Math.min(failures - 1, DOUBLINGS_MAX);
        return firstNanos > lastNanos >> doublings ? lastNanos : firstNanos << doublings;
    }
}
