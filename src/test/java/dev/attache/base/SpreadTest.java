package dev.attache.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LongSummaryStatistics;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SpreadTest {
    private static final int DRAWS = 10_000;

    @Test
    void aMomentIsMovedByATenthToEitherSideAndTheWholeRangeIsUsed() {
        LongSummaryStatistics moments =
                LongStream.range(0, DRAWS).map(_ -> Spread.around(1000)).summaryStatistics();

        assertThat(moments.getMin()).isBetween(900L, 905L);
        assertThat(moments.getMax()).isBetween(1095L, 1100L);
        assertThat(moments.getAverage()).isBetween(990.0, 1010.0);
    }

    @Test
    void aWaitIsMadeLongerByATenthAtMostAndNeverShorter() {
        LongSummaryStatistics waits =
                LongStream.range(0, DRAWS).map(_ -> Spread.after(1000)).summaryStatistics();

        assertThat(waits.getMin()).isBetween(1000L, 1005L);
        assertThat(waits.getMax()).isBetween(1095L, 1100L);
    }

    @Test
    void nothingIsSpreadWhereThereIsNoTimeAtAll() {
        assertThat(Spread.around(0)).isZero();
        assertThat(Spread.after(0)).isZero();
    }
}
