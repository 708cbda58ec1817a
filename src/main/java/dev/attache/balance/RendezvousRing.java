package dev.attache.balance;

import java.util.List;

/// Every member draws a number u in (0, 1) for the key and scores `-weight / ln(u)`; the highest score wins, which
/// happens as often as the weights ask (Schindelhauer and Schomaker, 2005). A key costs a draw from every member.
///
/// A draw is [Rings#mix] of the mixed key hash and the hash of the member's name, so order and number of the others
/// play no part. Logarithms are taken only where weight and draw disagree about the winner, and by [StrictMath], which
/// gives the same bits on every machine.
final class RendezvousRing implements Ring {
    private static final int DRAW_BITS = 52;
    private static final double UNIT = 0x1.0p-52;

    private final long[] seeds;
    private final int[] weights;
    private final KeyHash hash;
    private final KeyTag tag;

    RendezvousRing(List<Member> members, KeyHash hash, KeyTag tag) {
        this.seeds =
                members.stream().mapToLong(each -> Rings.hash64(each.name(), 0)).toArray();
        this.weights = members.stream().mapToInt(Member::weight).toArray();
        this.hash = hash;
        this.tag = tag;
    }

    @Override
    public int memberOf(byte[] bytes, int from, int length) {
        long key = Rings.mix(Integer.toUnsignedLong(tag.hash(hash, bytes, from, length)));
        int best = 0;
        long bestDraw = draw(key, 0);
        for (int i = 1; i < seeds.length; i++) {
            long draw = draw(key, i);
            if (beats(weights[i], draw, weights[best], bestDraw)) {
                best = i;
                bestDraw = draw;
            }
        }
        return best;
    }

    private long draw(long key, int member) {
        return Rings.mix(key ^ seeds[member]) >>> Long.SIZE - DRAW_BITS;
    }

    private static boolean beats(int weight, long draw, int otherWeight, long otherDraw) {
        if (weight <= otherWeight && draw <= otherDraw) {
            return false;
        }
        if (weight >= otherWeight && draw >= otherDraw) {
            return true;
        }
        return score(weight, draw) > score(otherWeight, otherDraw);
    }

    private static double score(int weight, long draw) {
        return -weight / StrictMath.log((draw + 0.5) * UNIT);
    }

    @Override
    public int size() {
        return seeds.length;
    }
}
