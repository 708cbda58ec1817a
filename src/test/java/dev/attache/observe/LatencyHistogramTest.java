package dev.attache.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyHistogramTest {
    private final LatencyHistogram histogram = new LatencyHistogram();

    @Test
    void whereNothingWasRecordedThereIsNothing() {
        assertThat(histogram.count()).isZero();
        assertThat(histogram.quantileNanos(0.99)).isZero();
        assertThat(histogram.countUpTo(Long.MAX_VALUE)).isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 0.5, 0.9, 0.99, 0.999, 1})
    void aQuantileIsAtMostAnEighthTooHighAndNeverTooLow(double quantile) {
        Random random = new Random(7);
        long[] values = new long[10_000];
        for (int i = 0; i < values.length; i++) {
            values[i] = (long) Math.exp(Math.log(300) + random.nextDouble() * Math.log(3e8));
            histogram.record(values[i]);
        }
        Arrays.sort(values);
        long exact = values[Math.max(1, (int) Math.ceil(quantile * values.length)) - 1];

        assertThat(histogram.quantileNanos(quantile)).isBetween(exact, exact + exact / 8 + 1);
    }

    @Test
    void durationsOutsideOfItsRangeAreCountedAtItsEnds() {
        histogram.record(-5);
        histogram.record(0);
        histogram.record(Long.MAX_VALUE);

        assertThat(histogram.count()).isEqualTo(3);
        assertThat(histogram.countUpTo(0)).isEqualTo(2);
        assertThat(histogram.countUpTo(Long.MAX_VALUE)).isEqualTo(3);
        assertThat(histogram.quantileNanos(1)).isEqualTo(1L << 37);
    }

    @Test
    void whatIsUpToABoundGrowsWithTheBoundAndEndsAtAll() {
        for (long nanos = 1; nanos < TimeUnit.MINUTES.toNanos(5); nanos = nanos * 5 / 4 + 1) {
            histogram.record(nanos);
        }

        long before = 0;
        for (long bound = 1; bound < TimeUnit.HOURS.toNanos(1); bound *= 2) {
            long upTo = histogram.countUpTo(bound);
            assertThat(upTo).isGreaterThanOrEqualTo(before);
            before = upTo;
        }
        assertThat(before).isEqualTo(histogram.count());
    }

    @Test
    void severalAreAddedIntoOne() {
        LatencyHistogram other = new LatencyHistogram();
        histogram.record(1_000);
        other.record(1_000_000);
        LatencyHistogram sum = new LatencyHistogram();

        histogram.addTo(sum);
        other.addTo(sum);

        assertThat(sum.count()).isEqualTo(2);
        assertThat(sum.sumNanos()).isEqualTo(1_001_000);
        assertThat(sum.countUpTo(10_000)).isEqualTo(1);
    }
}
