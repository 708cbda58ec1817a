package dev.attache.balance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class KeyHashTest {
    @Test
    void everyHashAgreesWithLibmemcachedsOwnVectors() {
        SoftAssertions softly = new SoftAssertions();
        KeyHash hash = KeyHash.MD5;
        int vectors = 0;
        for (String line : Vectors.lines("key-hashes.txt")) {
            if (line.startsWith("[")) {
                hash = KeyHash.valueOf(line.substring(1, line.length() - 1));
                continue;
            }
            int space = line.indexOf(' ');
            String key = line.substring(space + 1);
            softly.assertThat(unsigned(hash, key))
                    .as("%s of %s", hash, key)
                    .isEqualTo(Long.parseLong(line, 0, space, 10));
            vectors++;
        }
        softly.assertAll();
        assertThat(vectors).isEqualTo(260);
    }

    @ParameterizedTest
    @CsvSource({
        "CRC16, apple, 3662830516",
        "CRC32A, apple, 2838417488",
        "CRC32A, 123456789, 3421780262",
        "CRC32A, The quick brown fox jumps over the lazy dog, 1095738169",
        "FNV1A_32, foobar, 3214735720",
        "FNV1_32, foobar, 837857890",
        "ONE_AT_A_TIME, a, 3392050242",
        "ONE_AT_A_TIME, The quick brown fox jumps over the lazy dog, 1369346549",
    })
    void hashesAgreeWithTwemproxysTestsAndTheChecksOfTheirAuthors(KeyHash hash, String key, long expected) {
        assertThat(unsigned(hash, key)).isEqualTo(expected);
    }

    @Test
    void crc16IsTheOneOfTheRedisClusterSpecificationInItsLowHalf() {
        assertThat(unsigned(KeyHash.CRC16, "123456789") & 0xFFFF).isEqualTo(0x31C3);
    }

    @Test
    void fnv1OfSixtyFourBitsIsTheLowHalfOfTheRealOneWithSignedBytes() {
        Random random = new Random(1);
        for (int length = 0; length < 64; length++) {
            byte[] key = new byte[length];
            random.nextBytes(key);
            long hash = 0xcbf29ce484222325L;
            for (byte each : key) {
                hash = hash * 0x100000001b3L ^ each;
            }
            assertThat(KeyHash.FNV1_64.of(key, 0, length))
                    .as("%d bytes", length)
                    .isEqualTo((int) hash);
        }
    }

    /// What these functions gave when `KetamaOracleIT` had found them equal to twemproxy's on 10,000 binary keys.
    @ParameterizedTest
    @CsvSource({
        "ONE_AT_A_TIME, 490244559",
        "MD5, 3377591529",
        "CRC16, 2725889031",
        "CRC32, 6066",
        "CRC32A, 397571326",
        "FNV1_64, 2430663667",
        "FNV1A_64, 3630567555",
        "FNV1_32, 2150402483",
        "FNV1A_32, 645814787",
        "HSIEH, 60814298",
        "MURMUR, 3631678545",
        "JENKINS, 1664386968",
    })
    void bytesFromEightyHexOnKeepTheSignThatTheyHaveInC(KeyHash hash, long expected) {
        byte[] key = {(byte) 0x80, (byte) 0xff, 'a', (byte) 0xc3, (byte) 0xa9, 0, (byte) 0x90};
        assertThat(Integer.toUnsignedLong(hash.of(key, 0, key.length))).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource
    void aKeyHashesTheSameWhereverItStandsInTheBytes(KeyHash hash) {
        Random random = new Random(2);
        byte[] bytes = new byte[80];
        for (int length = 0; length < 40; length++) {
            random.nextBytes(bytes);
            int atStart = hash.of(bytes, 0, length);
            for (int from : new int[] {1, 2, 3, 7, 40}) {
                byte[] moved = new byte[80];
                System.arraycopy(bytes, 0, moved, from, length);
                assertThat(hash.of(moved, from, length))
                        .as("%d bytes from %d", length, from)
                        .isEqualTo(atStart);
            }
        }
    }

    private static long unsigned(KeyHash hash, String key) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        return Integer.toUnsignedLong(hash.of(bytes, 0, bytes.length));
    }
}
