package dev.attache.balance;

import java.util.List;

/// Jump consistent hash over as many buckets as there is weight. Grows and shrinks well at the end of the list only.
///
/// The paper's 64-bit key is the [KeyHash], its high half zero. Names play no part.
final class JumpRing implements Ring {
    private static final double TWO_TO_31 = 1L << 31;

    private final int[] memberOfBucket;
    private final int size;
    private final KeyHash hash;
    private final KeyTag tag;

    JumpRing(List<Member> members, KeyHash hash, KeyTag tag) {
        this.memberOfBucket = Rings.repeated(members);
        this.size = members.size();
        this.hash = hash;
        this.tag = tag;
    }

    @Override
    public int memberOf(byte[] bytes, int from, int length) {
        long key = Integer.toUnsignedLong(tag.hash(hash, bytes, from, length));
        return memberOfBucket[bucket(key, memberOfBucket.length)];
    }

    /// The algorithm of the paper's figure 1.
    static int bucket(long key, int buckets) {
        long state = key;
        long last = -1;
        long next = 0;
        while (next < buckets) {
            last = next;
            state = state * 2_862_933_555_777_941_757L + 1;
            next = (long) ((last + 1) * (TWO_TO_31 / ((state >>> 33) + 1)));
        }
        return (int) last;
    }

    @Override
    public int size() {
        return size;
    }
}
