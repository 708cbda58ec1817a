package dev.attache.balance;

import java.util.SplittableRandom;

/// Of two drawn at random, the one from which an answer is expected notably sooner, else the first (the power of two
/// choices, Mitzenmacher 2001, by the peak-sensitive moving average of latency of Twitter's Finagle).
///
/// A candidate's score is its cost times one more than its requests in flight, these reckoned by weight. The cost is
/// its latency, of which peaks are believed at once and forgotten by and by, and a penalty as often as it fails, so
/// that quick errors attract nothing. One of which nothing is known yet counts as much as the other, so it is neither
/// flooded nor left out; only that the other asks to be spared says nothing of it.
///
/// Weights: an endpoint of weight 3 is drawn as if it were three. Where both draws fall on the same endpoint it is
/// compared with a third one all the same, and passed over only where its score is more than [#CLEARLY] times as high.
/// So among endpoints that answer alike each has the share of its weight, and a heavy one that is slow is avoided
/// nevertheless. Where latencies vary widely a busy endpoint sees more peaks than an idle one, which costs heavy ones a
/// part of their share.
public final class PeakEwmaPolicy implements Policy {
    /// A score higher by less than this factor is noise, and the first draw, which weights decide, stands.
    private static final double NOTABLY = 1.25;

    private static final double CLEARLY = 4;

    private final SplittableRandom random;
    private final double decayNanos;
    private final double penaltyNanos;

    /// @param decayNanos the time in which an old latency comes to count for 1/e
    /// @param penaltyNanos what a failure counts as
    public PeakEwmaPolicy(SplittableRandom random, double decayNanos, double penaltyNanos) {
        this.random = random;
        this.decayNanos = decayNanos;
        this.penaltyNanos = penaltyNanos;
    }

    @Override
    public int choose(Candidates from, int passedOver, long now) {
        int first = from.draw(random, passedOver, Candidates.NONE);
        int second = first < 0 ? first : from.draw(random, passedOver, first);
        if (second < 0) {
            return first;
        }
        double bias = isDrawnTwice(from, first, passedOver) ? CLEARLY : NOTABLY;
        return isWorse(from, first, second, bias, now) ? second : first;
    }

    /// Whether a second draw, of all places but the first one's, would fall on the first one again; a place is as wide
    /// as the smallest weight.
    private boolean isDrawnTwice(Candidates from, int first, int passedOver) {
        long more = (long) from.weight(first) - from.smallest();
        return more > 0 && random.nextLong(from.total() - from.weight(passedOver) - from.smallest()) < more;
    }

    private boolean isWorse(Candidates from, int one, int other, double bias, long now) {
        double cost = from.load(one).cost(now, decayNanos, penaltyNanos);
        double otherCost = from.load(other).cost(now, decayNanos, penaltyNanos);
        if (Double.isNaN(cost)) {
            cost = from.load(other).costOfAnother(now, decayNanos, penaltyNanos);
        }
        if (Double.isNaN(otherCost)) {
            otherCost = from.load(one).costOfAnother(now, decayNanos, penaltyNanos);
        }
        return atLeastOne(cost) * crowd(from, one) > bias * atLeastOne(otherCost) * crowd(from, other);
    }

    private static double atLeastOne(double costNanos) {
        return costNanos > 1 ? costNanos : 1;
    }

    /// One more than the requests in flight, as if all weights were the mean.
    private static double crowd(Candidates from, int index) {
        double share = (double) from.weight(index) * from.count() / from.total();
        return 1 + from.load(index).inFlight() / share;
    }
}
