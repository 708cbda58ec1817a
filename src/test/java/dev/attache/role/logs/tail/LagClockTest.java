package dev.attache.role.logs.tail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LagClockTest {
    private final LagClock clock = new LagClock();

    @Test
    void whereAllIsReadNothingIsBehind() {
        clock.seen(100, 100, 5);
        assertThat(clock.lagNanos(100, 50)).isZero();
    }

    @Test
    void theAgeIsThatOfTheFirstByteThatWasNotRead() {
        clock.seen(100, 0, 10);
        clock.seen(200, 0, 20);
        clock.seen(300, 0, 30);

        assertThat(clock.lagNanos(0, 100)).isEqualTo(90);
        assertThat(clock.lagNanos(100, 100)).isEqualTo(80);
        assertThat(clock.lagNanos(299, 100)).isEqualTo(70);
        assertThat(clock.lagNanos(300, 100)).isZero();
    }

    @Test
    void thoughItGrowsForLongTheOldestStayKnownAndTheErrorIsSmall() {
        for (int i = 1; i <= 1000; i++) {
            clock.seen(i * 100L, 0, i);
        }

        assertThat(clock.lagNanos(0, 2000)).isEqualTo(1999);
        assertThat(clock.lagNanos(99_999, 2000)).isBetween(1000L, 1100L);
        assertThat(clock.lagNanos(50_000, 2000)).isBetween(1000L, 1500L);
    }

    @Test
    void whatIsReadIsForgotten() {
        clock.seen(100, 0, 10);
        clock.seen(200, 150, 20);
        clock.seen(300, 250, 30);

        assertThat(clock.lagNanos(250, 100)).isEqualTo(70);
    }
}
