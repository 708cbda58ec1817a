package dev.attache.balance;

import java.util.SplittableRandom;

/// Each in turn, as often as its weight says, the turns of a heavy one spread out ([SmoothTurn]).
///
/// Every loop takes turns of its own, from a place of its own, so that several loops, or several processes that start
/// together, do not all begin with the same endpoint.
public final class RoundRobinPolicy implements Policy {
    private final SmoothTurn turn = new SmoothTurn();
    private final int skipped;
    private int[] weights = new int[0];
    private boolean begun;

    public RoundRobinPolicy(SplittableRandom random) {
        this.skipped = random.nextInt(1 << 10);
    }

    @Override
    public int choose(Candidates from, int passedOver, long now) {
        if (weights.length != from.size()) {
            weights = new int[from.size()];
        }
        if (!begun) {
            begun = true;
            from.copyWeights(weights, Candidates.NONE);
            for (int i = skipped % Math.max(1, from.size()); i > 0; i--) {
                turn.next(weights);
            }
        }
        from.copyWeights(weights, passedOver);
        return turn.next(weights);
    }
}
