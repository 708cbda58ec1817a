package dev.attache.balance;

import java.util.Arrays;
import java.util.List;

/// Maglev hashing: the members take turns to fill a table, each along a permutation of its own.
///
/// A member whose weight is less than the largest takes a turn only when its share of turns has come up.
final class MaglevRing implements Ring {
    /// The paper's small table size, a prime.
    static final int TABLE_SIZE = 65_537;

    private static final long OFFSET_SEED = 0x9e3779b97f4a7c15L;
    private static final long SKIP_SEED = 0xc2b2ae3d27d4eb4fL;

    private final TableRing table;

    MaglevRing(List<Member> members, KeyHash hash, KeyTag tag) {
        this.table = new TableRing(fill(members), members.size(), hash, tag);
    }

    private static int[] fill(List<Member> members) {
        int[] table = new int[TABLE_SIZE];
        Arrays.fill(table, -1);
        int count = members.size();
        int largest = members.stream().mapToInt(Member::weight).max().orElse(1);
        long[] offset = new long[count];
        long[] skip = new long[count];
        long[] next = new long[count];
        long[] turns = new long[count];
        for (int i = 0; i < count; i++) {
            String name = members.get(i).name();
            offset[i] = Long.remainderUnsigned(Rings.hash64(name, OFFSET_SEED), TABLE_SIZE);
            skip[i] = Long.remainderUnsigned(Rings.hash64(name, SKIP_SEED), TABLE_SIZE - 1) + 1;
        }
        int filled = 0;
        for (long round = 1; filled < TABLE_SIZE; round++) {
            for (int i = 0; i < count && filled < TABLE_SIZE; i++) {
                if (turns[i] * largest >= round * members.get(i).weight()) {
                    continue;
                }
                turns[i]++;
                int place;
                do {
                    place = (int) ((offset[i] + next[i]++ * skip[i]) % TABLE_SIZE);
                } while (table[place] >= 0);
                table[place] = i;
                filled++;
            }
        }
        return table;
    }

    @Override
    public int memberOf(byte[] bytes, int from, int length) {
        return table.memberOf(bytes, from, length);
    }

    @Override
    public int size() {
        return table.size();
    }
}
