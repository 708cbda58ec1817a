package dev.attache.role.http.h2;

import java.util.concurrent.TimeUnit;

/// How much longer a peer is put up with: a budget that each [Glitch] takes from, and that time and honest work fill up
/// again.
///
/// A peer that does nothing else has 10,000 points and as many again in 30 seconds: 200 resets, 100 empty frames, 1,000
/// pings. What it lets attache send earns points back, so that a busy connection may cancel, ping and open windows in
/// proportion to its work.
final class Glitches {
    static final int BUDGET = 10_000;

    private static final long FILL_NANOS = TimeUnit.SECONDS.toNanos(30);

    private int left = BUDGET;
    private long filledNanos;

    Glitches(long now) {
        filledNanos = now;
    }

    /// @return false where the budget is spent, and so the connection at its end
    boolean take(Glitch what, long now) {
        if (left < what.cost()) {
            fill(now);
        }
        left -= what.cost();
        return left >= 0;
    }

    private void fill(long now) {
        long earned = (now - filledNanos) * BUDGET / FILL_NANOS;
        filledNanos = now;
        earn(Math.clamp(earned, 0, BUDGET));
    }

    void earn(int points) {
        left = Math.min(BUDGET, left + points);
    }
}
