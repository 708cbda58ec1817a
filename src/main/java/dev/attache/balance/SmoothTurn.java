package dev.attache.balance;

import java.util.Arrays;

/// Members take turns as often as their weights say, those of one heavy member spread out between the others' (nginx's
/// smooth weighted round-robin: everyone gains its weight, the richest is chosen and pays the sum). For one thread.
public final class SmoothTurn {
    private long[] credit = new long[0];

    /// The member whose turn it is.
    ///
    /// @param weights by member; 0 leaves one out this time
    /// @return -1 where all are left out
    public int next(int[] weights) {
        if (credit.length != weights.length) {
            credit = Arrays.copyOf(credit, weights.length);
        }
        int chosen = -1;
        long total = 0;
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] > 0) {
                total += weights[i];
                credit[i] += weights[i];
                if (chosen < 0 || credit[i] > credit[chosen]) {
                    chosen = i;
                }
            }
        }
        if (chosen >= 0) {
            credit[chosen] -= total;
        }
        return chosen;
    }
}
