package dev.attache.balance;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Ketama as twemproxy 0.5 has it: MD5 of `name-i` gives four points, 160 points times a member's share of the weight,
/// reckoned in single precision and rounded down to fours; a key belongs to the first point at or above its hash.
///
/// A member whose share is below a fortieth of an even one gets no point and so no key. Of members whose points
/// coincide, the first listed has the key.
final class KetamaRing implements Ring {
    private static final int POINTS_PER_MEMBER = 160;
    private static final int POINTS_PER_DIGEST = 4;
    private static final int MEMBER_BITS = 31;
    private static final int BUCKET_BITS_MAX = 20;

    private final int size;
    private final KeyHash hash;
    private final KeyTag tag;
    /// Points in rising order: place on the ring above, member in the low [#MEMBER_BITS].
    private final long[] points;
    /// For the top bits of a hash, the first point that can be its owner; about as many as there are points.
    private final int[] firstOfBucket;
    private final int bucketShift;

    KetamaRing(List<Member> members, KeyHash hash, KeyTag tag) {
        this.size = members.size();
        this.hash = hash;
        this.tag = tag;
        this.points = points(members);
        int bits = Math.min(BUCKET_BITS_MAX, Integer.SIZE - Integer.numberOfLeadingZeros(points.length));
        this.bucketShift = Integer.SIZE - bits;
        this.firstOfBucket = new int[1 << bits];
        int point = 0;
        for (int bucket = 0; bucket < firstOfBucket.length; bucket++) {
            point = firstAtOrAbove((long) bucket << bucketShift, point);
            firstOfBucket[bucket] = point;
        }
    }

    private static long[] points(List<Member> members) {
        int[] digests = digests(members);
        long[] points = new long[Arrays.stream(digests).sum() * POINTS_PER_DIGEST];
        int count = 0;
        for (int i = 0; i < digests.length; i++) {
            for (int digest = 0; digest < digests[i]; digest++) {
                byte[] name = (members.get(i).name() + "-" + digest).getBytes(StandardCharsets.UTF_8);
                byte[] md5 = Md5.digest(name, 0, name.length);
                for (int word = 0; word < POINTS_PER_DIGEST; word++) {
                    points[count++] = Integer.toUnsignedLong(Md5.word(md5, word)) << MEMBER_BITS | i;
                }
            }
        }
        Arrays.sort(points);
        return points;
    }

    /// How many digests each member gets: `float` arithmetic in twemproxy's order.
    ///
    /// twemproxy adds 1e-10 before it rounds down, too little to lift any `float` to the next whole number.
    static int[] digests(List<Member> members) {
        long total = members.stream().mapToLong(Member::weight).sum();
        int[] digests = new int[members.size()];
        for (int i = 0; i < digests.length; i++) {
            float share = (float) members.get(i).weight() / (float) total;
            digests[i] = (int) (share * POINTS_PER_MEMBER / POINTS_PER_DIGEST * (float) digests.length);
        }
        return digests;
    }

    private int firstAtOrAbove(long place, int from) {
        int point = from;
        while (point < points.length && points[point] >>> MEMBER_BITS < place) {
            point++;
        }
        return point;
    }

    @Override
    public int memberOf(byte[] bytes, int from, int length) {
        if (size == 1) {
            return 0;
        }
        int key = tag.hash(hash, bytes, from, length);
        int point = firstAtOrAbove(Integer.toUnsignedLong(key), firstOfBucket[key >>> bucketShift]);
        return (int) points[point == points.length ? 0 : point] & Integer.MAX_VALUE;
    }

    @Override
    public int size() {
        return size;
    }
}
