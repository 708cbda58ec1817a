package dev.attache.role.http.tries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.attache.config.HedgeConfig;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HedgeRuleTest {
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private final LatencyWindow latencies = new LatencyWindow(0);

    private static HedgeRule rule(String after) {
        return HedgeRule.of(new HedgeConfig(after));
    }

    private void record(int count, long nanos, long now) {
        for (int i = 0; i < count; i++) {
            latencies.record(nanos, now);
        }
    }

    @Test
    void aTimeIsTakenAsItStands() {
        assertThat(rule("20ms").waitNanos(latencies, 0)).isEqualTo(20 * MILLI);
        assertThat(rule("").isOn()).isFalse();
    }

    @Test
    void aPercentileIsThatOfTheLatenciesToTheHistogramsPrecision() {
        record(950, 2 * MILLI, MILLI);
        record(50, 80 * MILLI, MILLI);
        assertThat(rule("p95").waitNanos(latencies, 200 * MILLI)).isBetween(2 * MILLI, 2 * MILLI * 9 / 8);
        assertThat(rule("p99").waitNanos(latencies, 200 * MILLI)).isBetween(80 * MILLI, 80 * MILLI * 9 / 8);
    }

    @Test
    void ofAFewAnswersNothingIsConcluded() {
        record(LatencyWindow.COUNT_MIN - 1, MILLI, 0);
        assertThat(rule("p95").waitNanos(latencies, 200 * MILLI)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void whatIsLongAgoIsForgotten() {
        record(1000, 100 * MILLI, 0);
        record(1000, MILLI, LatencyWindow.SPAN_NANOS);
        assertThat(rule("p95").waitNanos(latencies, LatencyWindow.SPAN_NANOS + MILLI))
                .isGreaterThan(50 * MILLI);
        record(1000, MILLI, 2 * LatencyWindow.SPAN_NANOS);
        assertThat(rule("p95").waitNanos(latencies, 2 * LatencyWindow.SPAN_NANOS + MILLI))
                .isLessThan(2 * MILLI);
        assertThat(rule("p95").waitNanos(latencies, 9 * LatencyWindow.SPAN_NANOS))
                .isEqualTo(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"p49", "p100", "p95.123", "95", "95%", "0", "0ms", "soon", "p"})
    void whatIsNeitherIsRefused(String after) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HedgeConfig(after))
                .withMessageStartingWith("after: '");
    }
}
