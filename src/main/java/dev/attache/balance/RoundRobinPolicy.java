package dev.attache.balance;

/// Each in turn, as often as its weight says, the turns of a heavy one spread out ([SmoothTurn]). Every loop takes
/// turns
/// of its own.
public final class RoundRobinPolicy implements Policy {
    private final SmoothTurn turn = new SmoothTurn();
    private int[] weights = new int[0];

    @Override
    public int choose(Candidates from, int passedOver, long now) {
        if (weights.length != from.size()) {
            weights = new int[from.size()];
        }
        from.copyWeights(weights, passedOver);
        return turn.next(weights);
    }
}
