package dev.attache.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArrayPoolTest {
    private final ArrayPool pool = new ArrayPool(4096);

    @ParameterizedTest
    @CsvSource({"0, 256", "1, 256", "256, 256", "257, 512", "4096, 4096", "262144, 262144", "262145, 262145"})
    void anArrayIsLargeEnough(int bytes, int length) {
        assertThat(pool.take(bytes)).hasSize(length);
    }

    @Test
    void anArrayThatCameBackIsTheNextOfItsSize() {
        byte[] first = pool.take(1000);
        pool.give(first);

        assertThat(pool.take(300)).isNotSameAs(first);
        assertThat(pool.take(600)).isSameAs(first);
        assertThat(pool.take(600)).isNotSameAs(first);
    }

    @Test
    void whatLiesUnusedIsBounded() {
        for (int i = 0; i < 10; i++) {
            pool.give(new byte[1024]);
        }

        assertThat(pool.idleBytes()).isEqualTo(4096);
    }

    @Test
    void arraysOfOddSizesAreNotKept() {
        pool.give(new byte[1000]);
        pool.give(new byte[1 << 19]);

        assertThat(pool.idleBytes()).isZero();
    }

    @Test
    void growingBytesGiveTheirArraysBackAsTheyGrowAndWhenTheyAreCleared() {
        GrowingBytes bytes = new GrowingBytes(pool);
        bytes.append(new byte[200]);
        bytes.append(new byte[200]);
        assertThat(pool.idleBytes()).isEqualTo(256);

        bytes.clear(0);

        assertThat(pool.idleBytes()).isEqualTo(256 + 512);
        bytes.append(new byte[200]);
        assertThat(pool.idleBytes()).isEqualTo(512);
    }

    @Test
    void growingBytesKeepWhatTheyHoldAsTheyGrow() {
        GrowingBytes bytes = new GrowingBytes(pool);
        for (int i = 0; i < 5000; i++) {
            bytes.append(i % 251);
        }

        assertThat(bytes.length()).isEqualTo(5000);
        for (int i = 0; i < 5000; i++) {
            assertThat(bytes.array()[i]).isEqualTo((byte) (i % 251));
        }
    }
}
