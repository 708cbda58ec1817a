package dev.attache.balance;

import static dev.attache.balance.Simulation.MS;
import static dev.attache.balance.Simulation.SECOND;
import static dev.attache.balance.Simulation.taking;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attache.balance.Simulation.Fate;
import dev.attache.balance.Simulation.Server;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What docs/balancing.md promises of the default policy.
final class PeakEwmaSimulationTest {
    private static final Server HEALTHY = taking(10);

    private static Candidates four() {
        return Crowd.of(1, 1, 1, 1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {20, 200, 2000})
    void endpointsThatAnswerAlikeShareAlike(double perSecond) {
        Simulation run = Simulation.of(four(), 1, HEALTHY, HEALTHY, HEALTHY, HEALTHY);
        for (double share : run.run(600, perSecond)) {
            assertThat(share).isCloseTo(0.25, within(0.03));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {20, 200, 2000})
    void oneThatIsTenTimesSlowerGetsLittle(double perSecond) {
        Simulation run = Simulation.of(four(), 2, HEALTHY, HEALTHY, HEALTHY, taking(100));
        assertThat(run.run(600, perSecond)[3]).isLessThan(0.08);
    }

    @Test
    void oneThatBecomesSlowLosesItsTrafficWithinASecondAndGetsItBack() {
        long[] slowUntil = {0};
        Server moody = (now, inFlight, luck) -> (now < slowUntil[0] ? taking(500) : HEALTHY).serve(now, inFlight, luck);
        Simulation run = Simulation.of(four(), 3, HEALTHY, HEALTHY, HEALTHY, moody);
        run.run(60, 500);
        slowUntil[0] = run.now() + 120 * SECOND;
        run.run(1, 500);

        assertThat(run.run(119, 500)[3]).as("while it is slow").isLessThan(0.01);
        run.run(60, 500);
        assertThat(run.run(60, 500)[3]).as("a minute after").isCloseTo(0.25, within(0.05));
    }

    @ParameterizedTest
    @ValueSource(doubles = {20, 200, 2000})
    void oneThatFailsQuicklyAttractsNothing(double perSecond) {
        Server failing = (_, _, _) -> new Fate(MS / 10, false);
        Simulation run = Simulation.of(four(), 4, HEALTHY, HEALTHY, HEALTHY, failing);
        run.run(10, perSecond);
        assertThat(run.run(600, perSecond)[3]).isLessThan(0.01);
        assertThat(run.sentTo(3)).as("it is asked again now and then").isPositive();
    }

    @Test
    void oneThatFailedQuicklyIsBackWithinHalfAMinuteOfItsRecovery() {
        long[] badUntil = {60 * SECOND};
        Server moody = (now, inFlight, luck) ->
                now < badUntil[0] ? new Fate(MS / 10, false) : HEALTHY.serve(now, inFlight, luck);
        Simulation run = Simulation.of(four(), 5, HEALTHY, HEALTHY, HEALTHY, moody);
        run.run(60, 500);
        run.run(30, 500);
        assertThat(run.run(30, 500)[3]).isCloseTo(0.25, within(0.06));
    }

    @Test
    void aFewErrorsOfEachDoNotUpsetTheBalance() {
        Server fallible = (now, inFlight, luck) -> {
            Fate fate = HEALTHY.serve(now, inFlight, luck);
            return new Fate(fate.tookNanos(), Long.remainderUnsigned(luck.getAsLong(), 1000) > 0);
        };
        Simulation run = Simulation.of(four(), 6, fallible, fallible, fallible, fallible);
        for (double share : run.run(600, 500)) {
            assertThat(share).isCloseTo(0.25, within(0.05));
        }
    }

    @Test
    void aColdOneIsNeitherFloodedNorLeftOut() {
        int[] most = {0};
        Server cold = (now, inFlight, luck) -> {
            most[0] = Math.max(most[0], inFlight);
            return taking(200).serve(now, inFlight, luck);
        };
        Candidates crowd = Crowd.of(1, 1, 1, 0);
        Simulation run = Simulation.of(crowd, 7, HEALTHY, HEALTHY, HEALTHY, cold);
        run.run(60, 1000);
        crowd.weigh(3, 1);
        crowd.settle();

        run.run(0.2, 1000);

        assertThat(run.sentTo(3)).as("requests in its first moments").isBetween(1, 20);
        assertThat(most[0]).as("at once").isLessThan(15);
    }

    @Test
    void oneThatHangsGetsNextToNothing() {
        Server hung = (_, _, _) -> new Fate(60 * SECOND, false);
        Simulation run = Simulation.of(four(), 8, HEALTHY, HEALTHY, HEALTHY, hung);
        run.run(10, 500);
        run.run(20, 500);
        assertThat(run.sentTo(3)).as("in 20 s, of 10,000").isLessThan(60);
    }

    @Test
    void aHeavyOneThatIsSlowIsAvoidedThoughItsWeightIsThreeTimesTheOthers() {
        Simulation run = Simulation.of(Crowd.of(3, 1, 1), 9, taking(100), HEALTHY, HEALTHY);
        assertThat(run.run(300, 200)[0]).isLessThan(0.1);
    }

    @Test
    void underLoadRequestsInFlightFollowTheWeights() {
        // A server of weight 3 has three workers, one of weight 1 has one; both take 10 ms for a request.
        Server three = new Workers(3);
        Server one = new Workers(1);
        Simulation run = Simulation.of(Crowd.of(3, 1), 10, three, one);
        double[] shares = run.run(300, 300);
        assertThat(shares[0]).isCloseTo(0.75, within(0.06));
    }

    /// Serves so many at once, each in 10 ms, the others in turn.
    private static final class Workers implements Server {
        private final long[] freeAt;

        Workers(int count) {
            freeAt = new long[count];
        }

        @Override
        public Fate serve(long now, int inFlight, LongSupplier luck) {
            int soonest = 0;
            for (int i = 1; i < freeAt.length; i++) {
                soonest = freeAt[i] < freeAt[soonest] ? i : soonest;
            }
            long end = Math.max(now, freeAt[soonest]) + 10 * MS;
            freeAt[soonest] = end;
            return new Fate(end - now, true);
        }
    }
}
