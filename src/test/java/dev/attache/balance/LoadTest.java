package dev.attache.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LoadTest {
    private static final long SECOND = 1_000_000_000;
    private static final double MS = 1e6;

    private final Load load = new Load();

    private double cost(long now) {
        return load.cost(now, Crowd.DECAY, Crowd.PENALTY);
    }

    private void answer(double nanos, boolean good, long now) {
        load.onAnswer((long) nanos, good, now, Crowd.DECAY);
    }

    @Test
    void ofOneThatNeverAnsweredNothingIsKnown() {
        assertThat(cost(0)).isNaN();
    }

    @Test
    void aPeakIsBelievedAtOnceAndForgottenByAndBy() {
        answer(5 * MS, true, SECOND);
        answer(100 * MS, true, SECOND);
        assertThat(cost(SECOND)).isCloseTo(100 * MS, within(100.0));

        answer(5 * MS, true, 11 * SECOND);

        double expected = 100 * MS / Math.E + 5 * MS * (1 - 1 / Math.E);
        assertThat(cost(11 * SECOND)).isCloseTo(expected, within(0.01 * MS));
    }

    @Test
    void whatIsNotUsedFadesSoThatItIsTriedAgain() {
        answer(100 * MS, true, 0);
        assertThat(cost(10 * SECOND)).isCloseTo(100 * MS / Math.E, within(0.01 * MS));
        assertThat(cost(100 * SECOND)).isLessThan(0.01 * MS);
    }

    @Test
    void aQuickErrorCostsThePenaltyAndAQuickAnswerDoesNot() {
        answer(MS, false, 0);
        assertThat(cost(0)).isCloseTo(5_001 * MS, within(0.1 * MS));
    }

    @Test
    void failuresCountByTheirShareAmongAnswers() {
        for (int i = 0; i < 20_000; i++) {
            answer(MS, i % 100 != 0, i * 10L * (long) MS);
        }
        assertThat(load.failing(200 * SECOND, Crowd.DECAY)).isCloseTo(0.01, within(0.005));
    }

    @Test
    void oneThatNobodyCouldReachCostsThePenalty() {
        load.onFailure(0, Crowd.DECAY);
        assertThat(cost(0)).isCloseTo(5_000 * MS, within(0.1 * MS));
    }

    @Test
    void oneThatAsksToBeSparedIsSparedSoLong() {
        answer(MS, true, 0);
        load.hold(3 * SECOND);
        assertThat(cost(3 * SECOND - 1)).isGreaterThan(5_000 * MS);
        assertThat(cost(3 * SECOND)).isLessThan(MS);
    }

    @Test
    void whoeverWaitedInVainTellsThatItTakesAtLeastSoLong() {
        answer(MS, true, 0);
        load.onAbandoned((long) MS / 2, 0, Crowd.DECAY);
        assertThat(cost(0)).isCloseTo(MS, within(10.0));
        load.onAbandoned(SECOND, 0, Crowd.DECAY);
        assertThat(cost(0)).isCloseTo(SECOND, within(100.0));
    }

    @Test
    void countsAreExactHoweverManyThreadsCount() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            threads.add(Thread.ofPlatform().start(() -> {
                for (int j = 0; j < 30_000; j++) {
                    load.begin();
                    switch (j % 3) {
                        case 0 -> load.end(true);
                        case 1 -> load.end(false);
                        default -> load.leave();
                    }
                }
                load.begin();
            }));
        }
        for (Thread each : threads) {
            each.join();
        }
        assertThat(load.inFlight()).isEqualTo(4);
        assertThat(load.ended()).isEqualTo(80_000);
        assertThat(load.bad()).isEqualTo(40_000);
    }
}
