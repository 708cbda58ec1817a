package dev.attache.role.http.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SequentialBoundTest {
    /// The likelihood ratio mixed over a normal distribution of effects, which the bound is where it equals 1/alpha.
    private static double mixture(double value, double variance, double scale) {
        double prior = scale * scale;
        return Math.sqrt(variance / (variance + prior))
                * Math.exp(prior * value * value / (2 * variance * (variance + prior)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-7, 1e-4, 1e-2})
    void theTwoSidedBoundIsWhereTheMixtureSaysItIs(double variance) {
        double bound = SequentialBound.around(variance, 0.02, 0.05);

        assertThat(mixture(bound, variance, 0.02)).isCloseTo(1 / 0.05, within(1e-6));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-7, 1e-4, 1e-2})
    void theOneSidedBoundIsCloserThanTheTwoSidedOne(double variance) {
        assertThat(SequentialBound.above(variance, 0.02, 0.05))
                .isLessThan(SequentialBound.around(variance, 0.02, 0.05))
                .isGreaterThan(1.645 * Math.sqrt(variance));
    }

    @Test
    void aWalkWithoutDriftSeldomLeavesTheBoundsHoweverLongItIsWatched() {
        SplittableRandom random = new SplittableRandom(1);
        int around = 0;
        int above = 0;
        int walks = 1000;
        for (int walk = 0; walk < walks; walk++) {
            double sum = 0;
            boolean left = false;
            boolean leftAbove = false;
            for (int i = 1; i <= 5000; i++) {
                sum += random.nextGaussian();
                double mean = sum / i;
                left |= Math.abs(mean) > SequentialBound.around(1.0 / i, 0.1, 0.05);
                leftAbove |= mean > SequentialBound.above(1.0 / i, 0.1, 0.05);
            }
            around += left ? 1 : 0;
            above += leftAbove ? 1 : 0;
        }
        assertThat(around).isLessThanOrEqualTo(walks * 5 / 100);
        assertThat(above).isLessThanOrEqualTo(walks * 5 / 100);
    }
}
