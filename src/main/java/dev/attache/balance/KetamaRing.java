package dev.attache.balance;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Ketama as twemproxy 0.5 has it: MD5 of `name-i` gives four points, 160 points times a member's share of the weight,
/// reckoned in single precision and rounded down to fours; a key belongs to the first point at or above its hash.
final class KetamaRing implements Ring {
    private static final int POINTS_PER_MEMBER = 160;
    private static final int POINTS_PER_DIGEST = 4;
    private static final int BUCKET_BITS = 12;

    private final int size;
    private final KeyHash hash;
    private final KeyTag tag;
    /// Points in rising order, each with its member in the low half.
    private final long[] points;
    /// For the top bits of a hash, the first point that can be its owner.
    private final int[] firstOfBucket = new int[1 << BUCKET_BITS];

    KetamaRing(List<Member> members, KeyHash hash, KeyTag tag) {
        this.size = members.size();
        this.hash = hash;
        this.tag = tag;
        this.points = points(members);
        int point = 0;
        for (int bucket = 0; bucket < firstOfBucket.length; bucket++) {
            long lowest = (long) bucket << 32 - BUCKET_BITS;
            while (point < points.length && points[point] >>> 32 < lowest) {
                point++;
            }
            firstOfBucket[bucket] = point;
        }
    }

    private static long[] points(List<Member> members) {
        long total = members.stream().mapToLong(Member::weight).sum();
        long[] points = new long[0];
        int count = 0;
        for (int i = 0; i < members.size(); i++) {
            Member member = members.get(i);
            int digests = digests(member.weight(), total, members.size());
            points = Arrays.copyOf(points, count + digests * POINTS_PER_DIGEST);
            for (int digest = 0; digest < digests; digest++) {
                byte[] name = (member.name() + "-" + digest).getBytes(StandardCharsets.UTF_8);
                byte[] md5 = Md5.digest(name, 0, name.length);
                for (int word = 0; word < POINTS_PER_DIGEST; word++) {
                    points[count++] = Integer.toUnsignedLong(Md5.word(md5, word)) << 32 | i;
                }
            }
        }
        Arrays.sort(points);
        return points;
    }

    /// `float` arithmetic in twemproxy's order, then its addition of 1e-10, which C does in `double`.
    private static int digests(int weight, long total, int members) {
        float share = (float) weight / (float) total;
        float points = share * POINTS_PER_MEMBER / POINTS_PER_DIGEST * (float) members;
        return (int) Math.floor((float) (points + 0.0000000001));
    }

    @Override
    public int memberOf(byte[] bytes, int from, int length) {
        if (size == 1) {
            return 0;
        }
        int key = length == 0 ? 0 : tag.hash(hash, bytes, from, length);
        long wanted = Integer.toUnsignedLong(key);
        int point = firstOfBucket[key >>> 32 - BUCKET_BITS];
        while (point < points.length && points[point] >>> 32 < wanted) {
            point++;
        }
        return (int) points[point == points.length ? 0 : point];
    }

    @Override
    public int size() {
        return size;
    }
}
