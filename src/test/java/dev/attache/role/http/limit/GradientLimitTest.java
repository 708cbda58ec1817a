package dev.attache.role.http.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// The limit before a simulated server: so many workers, a queue without end before them, arrivals at random.
final class GradientLimitTest {
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    /// A server of `workers`, each busy for a random time of mean `serviceNanos` with a request.
    private static final class Simulation {
        private final SplittableRandom random = new SplittableRandom(11);
        private final GradientLimit limit = new GradientLimit(4, 1000, 0);
        private final PriorityQueue<long[]> ends = new PriorityQueue<>((a, b) -> Long.compare(a[0], b[0]));
        private long[] workers;
        private long now;
        private long nextArrival;
        private double arrivalsPerSecond;
        private long serviceNanos = 10 * MILLI;
        private int admitted;
        private int shed;
        private double latencySum;
        private long latencyMost;

        Simulation(int workerCount, double arrivalsPerSecond) {
            this.workers = new long[workerCount];
            this.arrivalsPerSecond = arrivalsPerSecond;
        }

        void run(long nanos) {
            long until = now + nanos;
            admitted = 0;
            shed = 0;
            latencySum = 0;
            latencyMost = 0;
            while (true) {
                long[] end = ends.peek();
                if (end != null && end[0] <= nextArrival) {
                    if (end[0] > until) {
                        break;
                    }
                    ends.poll();
                    now = end[0];
                    limit.onAnswer(end[1], now);
                    limit.leave();
                } else {
                    if (nextArrival > until) {
                        break;
                    }
                    now = nextArrival;
                    nextArrival += (long) (-Math.log(1 - random.nextDouble()) / arrivalsPerSecond * SECOND);
                    arrive();
                }
            }
            now = until;
        }

        private void arrive() {
            if (!limit.enter(false)) {
                shed++;
                return;
            }
            admitted++;
            int first = 0;
            for (int i = 1; i < workers.length; i++) {
                first = workers[i] < workers[first] ? i : first;
            }
            long begin = Math.max(now, workers[first]);
            long service = serviceNanos / 2 + random.nextLong(serviceNanos);
            workers[first] = begin + service;
            long latency = begin + service - now;
            latencySum += latency;
            latencyMost = Math.max(latencyMost, latency);
            ends.add(new long[] {begin + service, latency});
        }

        double meanLatencyMillis() {
            return latencySum / admitted / MILLI;
        }

        double capacityPerSecond() {
            return workers.length * (double) SECOND / serviceNanos;
        }
    }

    @Test
    void whatAServerCanTakeIsNeverShed() {
        Simulation half = new Simulation(20, 1000);
        half.run(SECOND);
        half.run(60 * SECOND);
        assertThat(half.shed).isZero();
        assertThat(half.admitted).isGreaterThan(55_000);
    }

    @Test
    void fromTheStartLittleIsShedThatAServerCouldTake() {
        Simulation large = new Simulation(200, 16_000);
        large.run(SECOND);
        assertThat((double) large.shed / large.admitted).isLessThan(0.2);
        large.run(30 * SECOND);
        assertThat(large.shed).isZero();
    }

    @Test
    void withMoreThanAServerCanTakeItStaysBusyAndAnswersStayQuick() {
        Simulation flooded = new Simulation(20, 3000);
        flooded.run(10 * SECOND);
        flooded.run(100 * SECOND);
        assertThat(flooded.admitted / 100.0).isGreaterThan(0.97 * flooded.capacityPerSecond());
        assertThat(flooded.meanLatencyMillis()).isBetween(10.0, 35.0);
        assertThat(flooded.limit.limit()).isBetween(20, 80);
    }

    @Test
    void underLoadThatNeverLetsUpTheQueueDoesNotComeToLookNormal() {
        Simulation flooded = new Simulation(20, 4000);
        flooded.run(10 * SECOND);
        int early = flooded.limit.limit();
        flooded.run(3600 * SECOND);
        assertThat(flooded.limit.limit()).isLessThan(2 * early);
        assertThat(flooded.meanLatencyMillis()).isLessThan(35);
    }

    @Test
    void aServerThatBecomesSlowerGetsLessAtOnceAndMoreWhenItIsBack() {
        Simulation server = new Simulation(40, 2500);
        server.run(SECOND);
        server.run(40 * SECOND);
        assertThat(server.shed).isZero();
        server.serviceNanos = 40 * MILLI;
        server.run(120 * SECOND);
        assertThat(server.shed).isPositive();
        server.run(60 * SECOND);
        assertThat(server.admitted / 60.0).isGreaterThan(0.9 * server.capacityPerSecond());
        assertThat(server.meanLatencyMillis()).isLessThan(140);
        server.serviceNanos = 10 * MILLI;
        server.run(60 * SECOND);
        server.run(60 * SECOND);
        assertThat((double) server.shed / server.admitted).isLessThan(0.001);
    }

    @Test
    void failuresLowerIt() {
        GradientLimit limit = new GradientLimit(4, 1000, 0);
        int before = limit.limit();
        for (int i = 1; i <= 200; i++) {
            limit.onFailure(20L * i * MILLI);
        }
        assertThat(limit.limit()).isLessThan(before).isGreaterThanOrEqualTo(4);
    }

    @Test
    void whatMustNotBeShedGetsAPlaceAnyway() {
        GradientLimit limit = new GradientLimit(1, 1, 0);
        assertThat(limit.enter(false)).isTrue();
        assertThat(limit.enter(false)).isFalse();
        assertThat(limit.enter(true)).isTrue();
        assertThat(limit.inFlight()).isEqualTo(2);
    }
}
