package dev.attache.balance;

import java.util.List;

/// Every member draws a number for the key, the highest wins. With weights the draw is `-weight / ln(u)`, u uniform in
/// (0, 1), which wins as often as the weight asks (Schindelhauer and Schomaker, 2005).
final class RendezvousRing implements Ring {
    private static final double UNIT = 0x1.0p-53;

    private final long[] seeds;
    private final double[] weights;
    private final KeyHash hash;
    private final KeyTag tag;

    RendezvousRing(List<Member> members, KeyHash hash, KeyTag tag) {
        this.seeds = members.stream().mapToLong(each -> Rings.hash64(each.name(), 0)).toArray();
        this.weights = members.stream().mapToDouble(Member::weight).toArray();
        this.hash = hash;
        this.tag = tag;
    }

    @Override
    public int memberOf(byte[] bytes, int from, int length) {
        long key = Rings.mix(Integer.toUnsignedLong(tag.hash(hash, bytes, from, length)));
        int best = 0;
        double highest = -1;
        for (int i = 0; i < seeds.length; i++) {
            double uniform = ((Rings.mix(key ^ seeds[i]) >>> 11) + 0.5) * UNIT;
            double draw = -weights[i] / Math.log(uniform);
            if (draw > highest) {
                highest = draw;
                best = i;
            }
        }
        return best;
    }

    @Override
    public int size() {
        return seeds.length;
    }
}
