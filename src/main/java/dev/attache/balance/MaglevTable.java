package dev.attache.balance;

import java.util.Arrays;
import java.util.List;

/// Maglev hashing (Eisenbud et al., NSDI 2016, section 3.4): the members take turns to fill a table, each along a
/// permutation of its own.
///
/// A member whose weight is less than the largest takes a turn only when its share of turns has come up. Offset and
/// skip of a member's permutation come of [Rings#hash64] of its name.
final class MaglevTable {
    /// The paper's small table size, a prime.
    static final int SIZE = 65_537;

    private static final long OFFSET_SEED = 0x9e3779b97f4a7c15L;
    private static final long SKIP_SEED = 0xc2b2ae3d27d4eb4fL;

    private MaglevTable() {}

    /// The table of these members, by index.
    static int[] of(List<Member> members) {
        long[] offsets = new long[members.size()];
        long[] skips = new long[members.size()];
        int[] weights = new int[members.size()];
        for (int i = 0; i < weights.length; i++) {
            String name = members.get(i).name();
            offsets[i] = Long.remainderUnsigned(Rings.hash64(name, OFFSET_SEED), SIZE);
            skips[i] = Long.remainderUnsigned(Rings.hash64(name, SKIP_SEED), SIZE - 1) + 1;
            weights[i] = members.get(i).weight();
        }
        return fill(SIZE, offsets, skips, weights);
    }

    /// The table, of which each place holds a member.
    ///
    /// @param size a prime, so that every skip leads through every place
    static int[] fill(int size, long[] offsets, long[] skips, int[] weights) {
        int[] table = new int[size];
        Arrays.fill(table, -1);
        long largest = Arrays.stream(weights).max().orElse(1);
        long[] next = new long[weights.length];
        long[] turns = new long[weights.length];
        int filled = 0;
        for (long round = 1; filled < size; round++) {
            for (int i = 0; i < weights.length && filled < size; i++) {
                if (turns[i] * largest >= round * weights[i]) {
                    continue;
                }
                turns[i]++;
                int place;
                do {
                    place = (int) ((offsets[i] + next[i]++ * skips[i]) % size);
                } while (table[place] >= 0);
                table[place] = i;
                filled++;
            }
        }
        return table;
    }
}
