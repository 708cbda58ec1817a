package dev.attache.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

final class PolicyTest {
    private static final int REQUESTS = 60_000;

    static final int[][] WEIGHTS = {{1, 1}, {1, 1, 1, 1, 1}, {3, 1}, {1, 2, 3}, {50, 1, 1}, {1000, 1000, 0, 500}, {7}};

    private static Policy policy(String name, long seed) {
        return switch (name) {
            case "round-robin" -> new RoundRobinPolicy();
            case "least-requests" -> new LeastRequestsPolicy();
            default -> Crowd.peakEwma(seed);
        };
    }

    static Stream<Arguments> everyPolicyWithEveryWeights() {
        return Stream.of("round-robin", "least-requests", "peak-ewma")
                .flatMap(name -> Arrays.stream(WEIGHTS).map(weights -> Arguments.of(name, weights)));
    }

    @ParameterizedTest
    @MethodSource("everyPolicyWithEveryWeights")
    void amongEndpointsThatAnswerAlikeEachHasTheShareOfItsWeight(String name, int[] weights) {
        Candidates crowd = Crowd.of(weights);
        Policy policy = policy(name, 1);
        SplittableRandom latency = new SplittableRandom(2);
        long[] now = {0};
        int[] counts = Crowd.count(weights.length, REQUESTS, _ -> {
            now[0] += 10_000_000;
            int chosen = policy.choose(crowd, Candidates.NONE, now[0]);
            Load load = crowd.load(chosen);
            load.begin();
            load.onAnswer(10_000_000 + latency.nextLong(2_000_000), true, now[0], Crowd.DECAY);
            load.end(true);
            return chosen;
        });
        // Latencies keep the choice of peak-ewma from being independent from one request to the next.
        double looseness = name.equals("peak-ewma") ? 12 : 1;
        double total = IntStream.of(weights).sum();
        for (int i = 0; i < weights.length; i++) {
            double share = weights[i] / total;
            assertThat((double) counts[i])
                    .as("requests of %d in %s", i, Arrays.toString(counts))
                    .isCloseTo(REQUESTS * share, within(1 + looseness * Crowd.spread(REQUESTS, share)));
        }
    }

    @ParameterizedTest
    @MethodSource("everyPolicyWithEveryWeights")
    void withNothingKnownDrawsFollowTheWeightsWithinBinomialBounds(String name, int[] weights) {
        Candidates crowd = Crowd.of(weights);
        Policy policy = policy(name, 3);
        int[] counts = Crowd.count(weights.length, REQUESTS, _ -> policy.choose(crowd, Candidates.NONE, 0));
        double total = IntStream.of(weights).sum();
        for (int i = 0; i < weights.length; i++) {
            double share = weights[i] / total;
            assertThat((double) counts[i])
                    .as("requests of %d in %s", i, Arrays.toString(counts))
                    .isCloseTo(REQUESTS * share, within(1 + Crowd.spread(REQUESTS, share)));
        }
    }

    @ParameterizedTest
    @MethodSource("everyPolicyWithEveryWeights")
    void oneThatHasJustFailedIsPassedOverAndOneOfNoWeightIsNeverChosen(String name, int[] weights) {
        Candidates crowd = Crowd.of(weights);
        Policy policy = policy(name, 4);
        boolean hasOther = IntStream.range(1, weights.length).anyMatch(i -> weights[i] > 0);
        for (int i = 0; i < 1000; i++) {
            int chosen = policy.choose(crowd, 0, 0);
            assertThat(chosen).isNotZero();
            assertThat(chosen >= 0).isEqualTo(hasOther);
            assertThat(chosen < 0 || weights[chosen] > 0).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("everyPolicyWithEveryWeights")
    void whereAllAreLeftOutNoneIsChosen(String name, int[] weights) {
        Policy policy = policy(name, 5);
        assertThat(policy.choose(Crowd.of(new int[weights.length]), Candidates.NONE, 0))
                .isEqualTo(Candidates.NONE);
        assertThat(policy.choose(Crowd.of(), Candidates.NONE, 0)).isEqualTo(Candidates.NONE);
    }

    @ParameterizedTest
    @FieldSource("WEIGHTS")
    void inFlightByWeightStaysWithinOneWithLeastRequests(int[] weights) {
        Candidates crowd = Crowd.of(weights);
        Policy policy = policy("least-requests", 6);
        for (int i = 0; i < 2_000; i++) {
            crowd.load(policy.choose(crowd, Candidates.NONE, 0)).begin();
            double low = Double.MAX_VALUE;
            double high = 0;
            for (int j = 0; j < weights.length; j++) {
                if (weights[j] > 0) {
                    low = Math.min(low, (double) crowd.load(j).inFlight() / weights[j]);
                    high = Math.max(high, (crowd.load(j).inFlight() - 1.0) / weights[j]);
                }
            }
            assertThat(high).as("least before the last one").isLessThanOrEqualTo(low);
        }
    }

    @Test
    void aHeavyOneKeepsMostOfItsShareThoughItSeesMorePeaks() {
        Candidates crowd = Crowd.of(3, 1);
        Policy policy = Crowd.peakEwma(9);
        SplittableRandom latency = new SplittableRandom(10);
        int[] counts = Crowd.count(2, REQUESTS, i -> {
            long now = i * 10_000_000L;
            int chosen = policy.choose(crowd, Candidates.NONE, now);
            long took = (long) (-5e6 * Math.log(1 - latency.nextDouble()));
            crowd.load(chosen).onAnswer(took, true, now, Crowd.DECAY);
            return chosen;
        });
        assertThat(counts[0] / (double) REQUESTS).isBetween(0.62, 0.76);
    }

    @Test
    void oneThatAsksToBeSparedIsPassedOverForOneOfWhichNothingIsKnown() {
        Candidates crowd = Crowd.of(1, 1);
        crowd.load(0).onAnswer(1_000_000, false, 0, Crowd.DECAY);
        crowd.load(0).hold(1_000_000_000);
        Policy policy = Crowd.peakEwma(11);
        for (int i = 0; i < 100; i++) {
            assertThat(policy.choose(crowd, Candidates.NONE, i)).isEqualTo(1);
        }
    }

    @Test
    void aLoopSeesWhatAnotherLoopHasSent() {
        Candidates one = Crowd.of(1, 1);
        Candidates other = new Candidates(List.of(one.load(0), one.load(1)));
        other.weigh(0, 1);
        other.weigh(1, 1);
        other.settle();
        for (int i = 0; i < 10; i++) {
            one.load(0).begin();
        }
        for (String name : new String[] {"least-requests", "peak-ewma"}) {
            assertThat(policy(name, 7).choose(other, Candidates.NONE, 0)).isEqualTo(1);
        }
    }

    @Test
    void noEndpointStarvesInTurnsHoweverSmallItsWeight() {
        Candidates crowd = Crowd.of(1000, 1);
        Policy policy = policy("round-robin", 8);
        int[] counts = Crowd.count(2, 10_010, _ -> policy.choose(crowd, Candidates.NONE, 0));
        assertThat(counts[1]).isEqualTo(10);
    }
}
