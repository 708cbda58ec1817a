package dev.attache.balance;

/// A key's own endpoint on a ring, or the next for that key where its own is left out or has more than its share.
///
/// The ring is of all members, fit or not, so that it never has to be built anew when fitness changes: a key whose
/// place is taken by one that is left out is asked for once more with a number behind it, up to [#PROBES] times, and
/// so the keys of a lost endpoint spread over all the others, nobody else's move, and they come back when it does.
///
/// With a bound on load, an endpoint takes a key only while its requests in flight are at most so many times its
/// weight's share of all of them (consistent hashing with bounded loads: Mirrokni, Thorup and Zadimoghaddam, 2016);
/// that the next place is as good as random and not the neighbour keeps overload from running along the ring (Chen,
/// Coleman and Shrivastava, 2021). For one thread, without allocation; the ring itself may be shared.
public final class RingPolicy {
    /// Places on the ring that are tried before all candidates are gone through.
    static final int PROBES = 16;

    private static final int KEY_BYTES = Long.BYTES + 1;

    private final Ring ring;
    private final int[] candidateOf;
    private final double cap;
    private final byte[] key = new byte[KEY_BYTES];

    /// @param candidateOf the candidate behind each member of the ring
    /// @param cap how many times its share an endpoint may have in flight, above 1; 0 sets no bound
    public RingPolicy(Ring ring, int[] candidateOf, double cap) {
        this.ring = ring;
        this.candidateOf = candidateOf.clone();
        this.cap = cap;
    }

    /// @param hashed the key, by [Rings#hash64]
    /// @param passedOver one that has just failed; [Candidates#NONE] where none has
    /// @return [Candidates#NONE] where there is none to choose
    public int choose(Candidates from, long hashed, int passedOver) {
        for (int i = 0; i < Long.BYTES; i++) {
            key[i] = (byte) (hashed >>> 8 * i);
        }
        long inFlight = cap > 0 ? inFlight(from) : 0;
        for (int probe = 0; probe < PROBES; probe++) {
            key[Long.BYTES] = (byte) probe;
            int chosen = candidateOf[ring.memberOf(key, 0, KEY_BYTES)];
            if (from.weight(chosen) > 0 && chosen != passedOver && hasRoom(from, chosen, inFlight)) {
                return chosen;
            }
        }
        return goThrough(from, hashed, passedOver, inFlight);
    }

    private static long inFlight(Candidates from) {
        long sum = 0;
        for (int i = 0; i < from.size(); i++) {
            sum += from.weight(i) > 0 ? from.load(i).inFlight() : 0;
        }
        return sum;
    }

    private boolean hasRoom(Candidates from, int index, long inFlight) {
        if (cap == 0) {
            return true;
        }
        double most = Math.ceil(cap * (inFlight + 1) * from.weight(index) / from.total());
        return from.load(index).inFlight() < most;
    }

    /// From a place of the key's own on, the first that has room; where none has, since others were given work in the
    /// same moment, the first that may be chosen.
    private int goThrough(Candidates from, long hashed, int passedOver, long inFlight) {
        int size = from.size();
        int start = (int) Long.remainderUnsigned(Rings.mix(hashed), size);
        int anyhow = Candidates.NONE;
        for (int i = 0; i < size; i++) {
            int index = (start + i) % size;
            if (from.weight(index) > 0 && index != passedOver) {
                if (hasRoom(from, index, inFlight)) {
                    return index;
                }
                anyhow = anyhow < 0 ? index : anyhow;
            }
        }
        return anyhow;
    }
}
