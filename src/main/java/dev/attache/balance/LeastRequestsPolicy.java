package dev.attache.balance;

/// The endpoint with the fewest requests in flight for its weight; those with equally few take turns by weight, so that
/// weights count though nothing is in flight (nginx's `least_conn` has the same two rules).
///
/// Looks at all of them, which is exact and cheap for the tens of endpoints that a sidecar has. Requests that wait for
/// a connection count as in flight.
public final class LeastRequestsPolicy implements Policy {
    private final SmoothTurn turn = new SmoothTurn();
    private int[] tied = new int[0];
    private int[] inFlight = new int[0];

    @Override
    public int choose(Candidates from, int passedOver, long now) {
        int size = from.size();
        if (tied.length != size) {
            tied = new int[size];
            inFlight = new int[size];
        }
        from.copyWeights(tied, passedOver);
        int best = Candidates.NONE;
        for (int i = 0; i < size; i++) {
            if (tied[i] > 0) {
                inFlight[i] = from.load(i).inFlight();
                if (best < 0 || compare(i, best) < 0) {
                    best = i;
                }
            }
        }
        for (int i = 0; i < size; i++) {
            if (tied[i] > 0 && compare(i, best) != 0) {
                tied[i] = 0;
            }
        }
        return turn.next(tied);
    }

    /// Compares requests in flight by weight, without a division.
    private int compare(int a, int b) {
        return Long.compare((long) inFlight[a] * tied[b], (long) inFlight[b] * tied[a]);
    }
}
