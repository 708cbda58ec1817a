package dev.attache.role.http.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class VisitorTableTest {
    private final VisitorTable table = new VisitorTable();

    @Test
    void aVisitorCountsOnceHoweverOftenHeComesAndReachesAGoal() {
        for (int i = 0; i < 10; i++) {
            table.come(12_345, 0b1);
            table.come(67_890, 0);
            assertThat(table.reach(67_890, 0b10)).isTrue();
        }
        assertThat(table.visitors()).isEqualTo(2);
        assertThat(table.reached(0)).isEqualTo(1);
        assertThat(table.reached(1)).isEqualTo(1);
    }

    @Test
    void whoWasNeverSeenReachesNothing() {
        assertThat(table.reach(5, 1)).isFalse();
        assertThat(table.reached(0)).isZero();
    }

    @Test
    void visitorsBeyondTheBoundAreNotFollowed() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < VisitorTable.VISITORS_MAX; i++) {
            table.come(random.nextLong(), 0);
        }
        table.come(1L << 40, 1);

        assertThat(table.visitors()).isEqualTo(VisitorTable.VISITORS_MAX);
        assertThat(table.reached(0)).isZero();
        assertThat(table.reach(1L << 40, 1)).isFalse();
    }

    @Test
    void threadsThatSeeTheSameVisitorsCountEachOnce() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            threads.add(Thread.ofPlatform().start(() -> {
                SplittableRandom random = new SplittableRandom(7);
                for (int i = 0; i < 10_000; i++) {
                    table.come(random.nextLong(), 1);
                }
            }));
        }
        for (Thread each : threads) {
            each.join();
        }
        assertThat(table.visitors()).isEqualTo(10_000);
        assertThat(table.reached(0)).isEqualTo(10_000);
    }
}
