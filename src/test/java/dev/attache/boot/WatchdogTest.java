package dev.attache.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.net.Stall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class WatchdogTest {
    private final AtomicLong clock = new AtomicLong();
    private final AtomicReference<Stall> stall = new AtomicReference<>(stall(Duration.ZERO));
    private final List<Stall> told = new ArrayList<>();
    private final Watchdog watchdog = new Watchdog(stall::get, clock::get, told::add);

    private static Stall stall(Duration length) {
        return new Stall("attache-loop-1", length);
    }

    private boolean lookAfter(Duration pause) {
        clock.addAndGet(pause.toNanos());
        return watchdog.look();
    }

    private void awakeFor(int seconds) {
        for (int i = 0; i < seconds; i++) {
            lookAfter(Duration.ofSeconds(1));
        }
    }

    @Test
    void loopsThatComeRoundAreLeftAlone() {
        awakeFor(20);
        stall.set(stall(Duration.ofMillis(9999)));

        assertThat(lookAfter(Duration.ofSeconds(1))).isTrue();
        assertThat(told).isEmpty();
    }

    @Test
    void aLoopThatStandsStillForTenSecondsIsToldOnce() {
        awakeFor(20);
        stall.set(stall(Duration.ofSeconds(10)));

        assertThat(lookAfter(Duration.ofSeconds(1))).isFalse();
        assertThat(told).containsExactly(stall(Duration.ofSeconds(10)));
    }

    @Test
    void timeInWhichTheWholeProcessStoodStillDoesNotCount() {
        awakeFor(20);
        stall.set(stall(Duration.ofMinutes(5)));

        assertThat(lookAfter(Duration.ofMinutes(5))).isTrue();
        assertThat(told).isEmpty();
    }

    @Test
    void aLoopThatDoesNotComeRoundAfterAPauseOfAllIsTold() {
        stall.set(stall(Duration.ofMinutes(5)));
        lookAfter(Duration.ofMinutes(5));
        awakeFor(9);
        assertThat(told).isEmpty();

        assertThat(lookAfter(Duration.ofSeconds(1))).isFalse();
        assertThat(told).hasSize(1);
    }
}
