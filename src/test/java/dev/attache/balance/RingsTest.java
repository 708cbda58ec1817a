package dev.attache.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class RingsTest {
    @ParameterizedTest
    @CsvSource({"foo, 12182", "bar, 5061", "hello, 866", "'', 0", "a{foo}b, 12182", "{user1000}.following, 3443"})
    void keysHaveTheSlotsThatRedisClusterGivesThem(String key, int slot) {
        List<Member> oneForEachSlot = Collections.nCopies(Rings.SLOTS, new Member("any", 1));
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        assertThat(Rings.slots(oneForEachSlot, KeyTag.of("{}")).memberOf(bytes, 0, bytes.length))
                .isEqualTo(slot);
    }

    @Test
    void threeMastersHaveTheSlotsThatRedisCliGivesThem() {
        int[] table = Rings.slotTable(Collections.nCopies(3, new Member("any", 1)));
        assertThat(table[0]).isZero();
        assertThat(table[5460]).isZero();
        assertThat(table[5461]).isEqualTo(1);
        assertThat(table[10922]).isEqualTo(1);
        assertThat(table[10923]).isEqualTo(2);
        assertThat(table[16383]).isEqualTo(2);
    }

    /// `redis-cli --cluster create` adds up the slots of a master in single precision and rounds half away from zero.
    @Test
    void upToSeventySevenMastersHaveTheSlotsThatRedisCliGivesThem() {
        for (int masters = 1; masters <= 77; masters++) {
            int[] table = Rings.slotTable(Collections.nCopies(masters, new Member("any", 1)));
            float each = Rings.SLOTS / (float) masters;
            float cursor = 0;
            for (int master = 0; master < masters - 1; master++) {
                int last = (int) Math.floor(cursor + each - 1 + 0.5);
                assertThat(table[last])
                        .as("slot %d of %d masters", last, masters)
                        .isEqualTo(master);
                assertThat(table[last + 1])
                        .as("slot %d of %d masters", last + 1, masters)
                        .isEqualTo(master + 1);
                cursor += each;
            }
        }
    }

    @Test
    void slotsFollowWeights() {
        int[] table = Rings.slotTable(List.of(new Member("a", 1), new Member("b", 2), new Member("c", 1)));
        assertThat(table)
                .startsWith(Collections.nCopies(4_096, 0).stream()
                        .mapToInt(each -> each)
                        .toArray());
        assertThat(table[4_096]).isEqualTo(1);
        assertThat(table[12_287]).isEqualTo(1);
        assertThat(table[12_288]).isEqualTo(2);
    }

    @Test
    void modulaRepeatsEachMemberByItsWeight() {
        Ring ring = Rings.modula(List.of(new Member("a", 1), new Member("b", 3)), KeyHash.CRC32A, KeyTag.NONE);
        for (int i = 0; i < 1_000; i++) {
            byte[] key = ("key:" + i).getBytes(StandardCharsets.UTF_8);
            long place = Integer.toUnsignedLong(KeyHash.CRC32A.of(key, 0, key.length)) % 4;
            assertThat(ring.memberOf(key, 0, key.length)).isEqualTo(place == 0 ? 0 : 1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRingWithoutMembersIsRefused(RingKind kind) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> kind.build(List.of(), KeyHash.FNV1A_64))
                .withMessageContaining("needs a member");
    }

    @ParameterizedTest
    @EnumSource
    void aRingOfOneSendsItEverything(RingKind kind) {
        Ring ring = kind.build(List.of(new Member("only", 7)), KeyHash.FNV1A_64);
        assertThat(ring.size()).isEqualTo(1);
        for (int i = 0; i < 100; i++) {
            byte[] key = ("key:" + i).getBytes(StandardCharsets.UTF_8);
            assertThat(ring.memberOf(key, 0, key.length)).isZero();
        }
    }
}
