package dev.attache.role.logs.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private static final long FIRST = 100;
    private static final long LAST = 1000;

    @Test
    void pausesAreRandomUpToABoundThatDoubles() {
        for (int run = 0; run < 100; run++) {
            Patience patience = new Patience(FIRST, LAST);
            assertThat(patience.pauseNanos(1, 0)).isBetween(50L, 100L);
            assertThat(patience.pauseNanos(2, 0)).isBetween(100L, 200L);
            assertThat(patience.pauseNanos(4, 0)).isBetween(400L, 800L);
            assertThat(patience.pauseNanos(60, 0)).isBetween(500L, 1000L);
        }
    }

    @Test
    void whatTheReceiverAsksForIsKeptToUpToAnHour() {
        Patience patience = new Patience(FIRST, LAST);

        assertThat(patience.pauseNanos(1, 5000)).isEqualTo(5000);
        assertThat(patience.pauseNanos(1, Long.MAX_VALUE)).isEqualTo(TimeUnit.HOURS.toNanos(1));
        assertThat(patience.pauseNanos(1, 1)).isGreaterThanOrEqualTo(50);
    }

    @Test
    void whoFailsEveryOtherTimeIsLeftAloneForLongOnceTheBudgetIsSpent() {
        Patience patience = new Patience(FIRST, LAST);
        for (int i = 0; i < 11; i++) {
            patience.pauseNanos(1, 0);
            patience.onArrival();
        }

        assertThat(patience.pauseNanos(1, 0)).isGreaterThanOrEqualTo(LAST / 2);
    }

    @Test
    void arrivalsBringTheBudgetBack() {
        Patience patience = new Patience(FIRST, LAST);
        for (int i = 0; i < 20; i++) {
            patience.pauseNanos(1, 0);
        }
        for (int i = 0; i < 100; i++) {
            patience.onArrival();
        }

        assertThat(patience.pauseNanos(1, 0)).isLessThanOrEqualTo(FIRST);
    }
}
