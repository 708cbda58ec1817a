package dev.attache.balance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JumpRingTest {
    private static final int[] GUAVA_OF_A_HUNDRED = {
        0, 55, 62, 8, 45, 59, 86, 97, 82, 59, 73, 37, 17, 56, 86, 21, 90, 37, 38, 83
    };

    @ParameterizedTest
    @CsvSource({
        "1, 1, 0",
        "42, 57, 43",
        "3735883980, 1, 0",
        "3735883980, 666, 361",
        "256, 1024, 520",
        "10863919174838991, 11, 6",
        "2016238256797177309, 11, 3",
        "1673758223894951030, 11, 5",
        "2, 100001, 80343",
    })
    void bucketsAgreeWithTheTestsOfOtherLibraries(long key, int buckets, int bucket) {
        assertThat(JumpRing.bucket(key, buckets)).isEqualTo(bucket);
    }

    @Test
    void bucketsAgreeWithGuavasConsistentHash() {
        for (int key = 0; key < GUAVA_OF_A_HUNDRED.length; key++) {
            assertThat(JumpRing.bucket(key, 100)).as("key %d", key).isEqualTo(GUAVA_OF_A_HUNDRED[key]);
        }
    }

    @Test
    void aMemberOfWeightNOwnsNBuckets() {
        Ring weighted = Rings.jump(List.of(new Member("a", 2), new Member("b", 3)), KeyHash.CRC32A, KeyTag.NONE);
        int[] owner = {0, 0, 1, 1, 1};
        for (int i = 0; i < 1_000; i++) {
            byte[] key = ("key:" + i).getBytes(StandardCharsets.UTF_8);
            long hash = Integer.toUnsignedLong(KeyHash.CRC32A.of(key, 0, key.length));
            assertThat(weighted.memberOf(key, 0, key.length)).isEqualTo(owner[JumpRing.bucket(hash, 5)]);
        }
    }
}
