package dev.attache.role.metrics.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SketchTest {
    private static final double[] WANTED = {0, 0.5, 0.9, 0.99, 1};

    private static double[] quantiles(Sketch... sketches) {
        return Sketch.quantiles(sketches, WANTED);
    }

    @Test
    void quantilesAreWithinAHundredthOfTheExactOnes() {
        var random = new SplittableRandom(7);
        double[] values = new double[50_000];
        Sketch[] ages = {new Sketch(), new Sketch(), new Sketch()};
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.exp(random.nextGaussian() * 2) / 1000;
            ages[i % 3].add(values[i], 1);
        }
        Arrays.sort(values);

        double[] found = quantiles(ages);
        for (int i = 1; i < WANTED.length; i++) {
            double exact = values[(int) Math.ceil(WANTED[i] * values.length) - 1];
            assertThat(found[i]).as("quantile " + WANTED[i]).isCloseTo(exact, within(exact / 100));
        }
    }

    @Test
    void nothingHasNoQuantiles() {
        assertThat(quantiles(new Sketch())).containsOnly(Double.NaN);
    }

    @Test
    void zeroAndWhatIsBelowComeFirst() {
        Sketch sketch = new Sketch();
        sketch.add(-3, 1);
        sketch.add(0, 8);
        sketch.add(100, 1);

        double[] found = quantiles(sketch);
        assertThat(found[0]).isEqualTo(-3);
        assertThat(found[4]).isCloseTo(100, within(1.0));
    }

    @Test
    void sizesThatDifferByMoreThanThereIsRoomForKeepTheLargeOnes() {
        Sketch sketch = new Sketch();
        for (int power = -12; power <= 12; power++) {
            sketch.add(Math.pow(10, power), 1);
        }

        assertThat(quantiles(sketch)[4]).isCloseTo(1e12, within(1e10));
        Sketch falling = new Sketch();
        for (int power = 12; power >= -12; power--) {
            falling.add(Math.pow(10, power), 1);
        }
        assertThat(quantiles(falling)[4]).isCloseTo(1e12, within(1e10));
    }
}
