package dev.attache.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class RingPropertyTest {
    private static final List<Member> TEN = RingFigures.members(10);
    private static final List<Member> ELEVEN = RingFigures.members(11);
    private static final List<Member> UNEVEN =
            List.of(new Member("a", 1), new Member("b", 2), new Member("c", 3), new Member("d", 4));

    @ParameterizedTest
    @EnumSource
    void theSameMembersGiveTheSameRing(RingKind kind) {
        assertThat(owners(kind, UNEVEN)).isEqualTo(owners(kind, UNEVEN));
        assertThat(kind.build(UNEVEN, KeyHash.MURMUR).size()).isEqualTo(4);
    }

    /// These must hold for ever: another value means that an upgrade would lose sight of every user's data.
    @ParameterizedTest
    @CsvSource({
        "KETAMA, 1109651186",
        "LIBMEMCACHED, -201478376",
        "MAGLEV, 2100597684",
        "RENDEZVOUS, -1863445452",
        "JUMP, -803818861",
        "SLOTS, 683464206",
        "MODULA, 2006188379",
    })
    void noVersionPlacesKeysAnotherWay(RingKind kind, int expected) {
        assertThat(Arrays.hashCode(owners(kind, UNEVEN))).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(names = {"KETAMA", "LIBMEMCACHED", "RENDEZVOUS", "JUMP"})
    void aNewMemberTakesKeysAndNoOtherGainsAny(RingKind kind) {
        int[] before = owners(kind, TEN);
        int[] after = owners(kind, ELEVEN);
        int taken = 0;
        for (int i = 0; i < before.length; i++) {
            if (after[i] == 10) {
                taken++;
            } else {
                assertThat(after[i]).as("key:%d", i).isEqualTo(before[i]);
            }
        }
        assertThat(taken).isBetween(RingFigures.KEYS / 16, RingFigures.KEYS / 8);
    }

    @ParameterizedTest
    @EnumSource(names = {"KETAMA", "LIBMEMCACHED", "RENDEZVOUS"})
    void aLostMemberLosesItsKeysAndNoOtherDoes(RingKind kind) {
        int[] before = owners(kind, TEN);
        int[] after = owners(kind, RingFigures.without(TEN, 4));
        for (int i = 0; i < before.length; i++) {
            if (before[i] != 4) {
                assertThat(after[i] < 4 ? after[i] : after[i] + 1)
                        .as("key:%d", i)
                        .isEqualTo(before[i]);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"10, 11", "11, 10"})
    void maglevMovesFewKeysBetweenMembersThatStay(int from, int to) {
        int[] before = owners(RingKind.MAGLEV, RingFigures.members(from));
        int[] after = owners(RingKind.MAGLEV, RingFigures.members(to));
        int strays = 0;
        for (int i = 0; i < before.length; i++) {
            if (before[i] != after[i] && before[i] < 10 && after[i] < 10) {
                strays++;
            }
        }
        assertThat(strays).isLessThan(RingFigures.KEYS / 100);
    }

    @ParameterizedTest
    @EnumSource(names = {"KETAMA", "LIBMEMCACHED", "RENDEZVOUS"})
    void theOrderOfMembersDoesNotMatter(RingKind kind) {
        List<Member> shuffled = new ArrayList<>(UNEVEN);
        Collections.shuffle(shuffled, new Random(5));
        int[] owners = owners(kind, shuffled);
        int[] same = owners(kind, UNEVEN);
        for (int i = 0; i < owners.length; i++) {
            assertThat(shuffled.get(owners[i])).as("key:%d", i).isEqualTo(UNEVEN.get(same[i]));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "KETAMA, 0.25",
        "LIBMEMCACHED, 0.25",
        "MAGLEV, 0.03",
        "RENDEZVOUS, 0.03",
        "JUMP, 0.03",
        "SLOTS, 0.03",
        "MODULA, 0.03"
    })
    void keysFollowWeights(RingKind kind, double tolerance) {
        int[] keys = new int[UNEVEN.size()];
        for (int owner : owners(kind, UNEVEN)) {
            keys[owner]++;
        }
        for (int i = 0; i < keys.length; i++) {
            double even = RingFigures.KEYS * UNEVEN.get(i).weight() / 10.0;
            assertThat(keys[i] / even).as("share of %s", UNEVEN.get(i)).isCloseTo(1, within(tolerance));
        }
    }

    private static int[] owners(RingKind kind, List<Member> members) {
        return RingKind.owners(kind.build(members, KeyHash.MURMUR), RingFigures.KEYS);
    }
}
