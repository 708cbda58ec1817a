package dev.attache.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.base.Ticker;
import dev.attache.testing.Eventually;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProcessAgeTest {
    private static final String STAT = "7 (a) b (c) S 1 7 7 0 -1 4194560 1 0 0 0 1 1 0 0 20 0 30 0 %d 1 2 3 4";

    @Test
    void itIsTheTimeFromTheStartToNow() {
        assertThat(ProcessAge.millis(STAT.formatted(123_456), "1236.01 999.00\n"))
                .isEqualTo(1450);
    }

    @Test
    void aClockOfAContainerThatIsYoungerThanTheProcessCountsAsNotTold() {
        assertThat(ProcessAge.millis(STAT.formatted(123_456), "3.00 999.00\n")).isZero();
        assertThat(ProcessAge.millis("7 (a) S 1", "3.00 999.00\n")).isZero();
    }

    @Test
    void thisProcessGrowsOlderAsTheClockGoes() {
        long age = ProcessAge.millis();
        long start = Ticker.SYSTEM.nanos();
        assertThat(age).isPositive();

        Eventually.holds("a tenth of a second is over", () -> ProcessAge.millis() >= age + 100);

        assertThat(TimeUnit.NANOSECONDS.toMillis(Ticker.SYSTEM.nanos() - start)).isGreaterThanOrEqualTo(80);
    }
}
