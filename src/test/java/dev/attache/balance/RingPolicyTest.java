package dev.attache.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class RingPolicyTest {
    private static final int KEYS = 40_000;
    private static final int MEMBERS = 8;

    /// The rings that requests are balanced by.
    enum Kind {
        KETAMA,
        MAGLEV,
        RENDEZVOUS
    }

    private static RingPolicy policy(Kind kind, double cap, int members) {
        Ring ring = RingKind.valueOf(kind.name()).build(RingFigures.members(members), KeyHash.MURMUR);
        return new RingPolicy(ring, IntStream.range(0, members).toArray(), cap);
    }

    private static int[] evenWeights() {
        int[] weights = new int[MEMBERS];
        Arrays.fill(weights, 10);
        return weights;
    }

    private static long key(int number) {
        return Rings.mix(number);
    }

    private static int[] owners(RingPolicy policy, Candidates crowd) {
        return IntStream.range(0, KEYS)
                .map(i -> policy.choose(crowd, key(i), Candidates.NONE))
                .toArray();
    }

    @ParameterizedTest
    @EnumSource
    void aKeyStaysWithItsEndpointWhateverTheOthersDo(Kind kind) {
        int[] before = owners(policy(kind, 0, MEMBERS), Crowd.of(evenWeights()));
        int[] weights = evenWeights();
        weights[3] = 0;
        int[] without = owners(policy(kind, 0, MEMBERS), Crowd.of(weights));

        int[] heirs = new int[MEMBERS];
        int lost = 0;
        for (int i = 0; i < KEYS; i++) {
            if (before[i] == 3) {
                heirs[without[i]]++;
                lost++;
            } else {
                assertThat(without[i]).as("key %d of another one", i).isEqualTo(before[i]);
            }
        }
        assertThat(heirs[3]).isZero();
        double even = lost / (MEMBERS - 1.0);
        for (int i = 0; i < MEMBERS; i++) {
            if (i != 3) {
                assertThat(heirs[i] / even)
                        .as("heir %d of %s", i, Arrays.toString(heirs))
                        .isCloseTo(1, within(0.35));
            }
        }
        assertThat(owners(policy(kind, 0, MEMBERS), Crowd.of(evenWeights()))).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({"KETAMA, 0.16", "MAGLEV, 0.16", "RENDEZVOUS, 0.14"})
    void aNewMemberTakesItsShareAndNextToNothingElseMoves(Kind kind, double movedMax) {
        int[] before = owners(policy(kind, 0, MEMBERS - 1), Crowd.of(Arrays.copyOf(evenWeights(), MEMBERS - 1)));
        int[] after = owners(policy(kind, 0, MEMBERS), Crowd.of(evenWeights()));
        long moved = IntStream.range(0, KEYS).filter(i -> before[i] != after[i]).count();
        assertThat((double) moved / KEYS).isBetween(0.09, movedMax);
    }

    @ParameterizedTest
    @CsvSource({"KETAMA, 1.25", "MAGLEV, 1.25", "RENDEZVOUS, 1.25", "MAGLEV, 1.01", "MAGLEV, 2", "KETAMA, 1.1"})
    void noEndpointHasMoreThanItsCapInFlight(Kind kind, double cap) {
        int[] weights = evenWeights();
        weights[0] = 30;
        weights[5] = 0;
        double total = IntStream.of(weights).sum();
        Candidates crowd = Crowd.of(weights);
        RingPolicy policy = policy(kind, cap, MEMBERS);
        SplittableRandom random = new SplittableRandom(1);
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            boolean more = open.size() < 200 && (open.isEmpty() || random.nextInt(100) < 55);
            if (more) {
                // A tenth of the keys are the same one.
                long key = random.nextInt(10) == 0 ? key(1) : key(random.nextInt(1000));
                int chosen = policy.choose(crowd, key, Candidates.NONE);
                open.add(chosen);
                crowd.load(chosen).begin();
                double most = Math.ceil(cap * open.size() * weights[chosen] / total);
                assertThat(crowd.load(chosen).inFlight())
                        .as("in flight at %d, of %d in all", chosen, open.size())
                        .isLessThanOrEqualTo((int) most);
            } else {
                crowd.load(open.remove(/* index */ random.nextInt(open.size()))).end(true);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void withoutABoundAHotKeyStaysWhereItIs(Kind kind) {
        Candidates crowd = Crowd.of(evenWeights());
        RingPolicy policy = policy(kind, 0, MEMBERS);
        int owner = policy.choose(crowd, key(7), Candidates.NONE);
        for (int i = 0; i < 1000; i++) {
            assertThat(policy.choose(crowd, key(7), Candidates.NONE)).isEqualTo(owner);
            crowd.load(owner).begin();
        }
    }

    @ParameterizedTest
    @EnumSource
    void withOnlyOneLeftItIsFoundAndPassedOverWhereItHasJustFailed(Kind kind) {
        int[] weights = new int[MEMBERS];
        weights[6] = 1;
        Candidates crowd = Crowd.of(weights);
        RingPolicy policy = policy(kind, 1.25, MEMBERS);
        for (int i = 0; i < 1000; i++) {
            assertThat(policy.choose(crowd, key(i), Candidates.NONE)).isEqualTo(6);
            assertThat(policy.choose(crowd, key(i), 6)).isEqualTo(Candidates.NONE);
        }
    }
}
