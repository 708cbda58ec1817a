package dev.attache.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.config.BalanceConfig;
import dev.attache.config.ClusterConfig;
import dev.attache.config.EjectConfig;
import dev.attache.config.EndpointConfig;
import dev.attache.testing.OwnTicker;
import dev.attache.testing.RecordingObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterTest {
    private final OwnTicker ticker = new OwnTicker();
    private final RecordingObserver observer = new RecordingObserver();
    private final Cluster cluster = new Cluster(
            "sessions",
            Samples.cluster(Samples.endpoint("127.0.0.1:1", "a", 1), Samples.endpoint("127.0.0.1:2", "", 1)),
            observer,
            ticker,
            (_, _) -> {});

    private Endpoint first() {
        return cluster.endpoints().getFirst();
    }

    private void ejectFirst() {
        for (int i = 0; i < 3; i++) {
            first().onFailure("refused");
        }
    }

    @Test
    void aNewWeightKeepsTheEndpointAndItsFitness() {
        Endpoint before = first();
        ejectFirst();

        cluster.reload(
                Samples.cluster(Samples.endpoint("127.0.0.1:2", "", 1), Samples.endpoint("127.0.0.1:1", "a", 5)));

        assertThat(cluster.endpoints().get(1)).isSameAs(before);
        assertThat(before.weight()).isEqualTo(5);
        assertThat(before.available()).isFalse();
    }

    @Test
    void anotherAddressOrNameIsAnotherEndpoint() {
        List<Endpoint> before = cluster.endpoints();

        cluster.reload(
                Samples.cluster(Samples.endpoint("127.0.0.1:9", "a", 1), Samples.endpoint("127.0.0.1:2", "b", 1)));

        assertThat(cluster.endpoints()).doesNotContainAnyElementsOf(before);
    }

    private static ClusterConfig members(EjectConfig eject, double panic, int... weights) {
        EndpointConfig[] members = new EndpointConfig[weights.length];
        for (int i = 0; i < weights.length; i++) {
            members[i] = Samples.endpoint("127.0.0.1:" + (i + 1), "m" + i, weights[i]);
        }
        return Samples.cluster(
                eject,
                Samples.UNCHECKED,
                Samples.balance(BalanceConfig.Policy.ROUND_ROBIN, panic),
                Samples.NO_LOGIN,
                members);
    }

    private long ejected() {
        return cluster.endpoints().stream()
                .filter(each -> each.state() instanceof EndpointState.Ejected)
                .count();
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "0.3, 3", "0.55, 5", "1, 10"})
    void noMoreThanTheirShareAreEjectedByHoweverManyThreads(double share, int most) throws InterruptedException {
        EjectConfig eject = Samples.eject(1, Duration.ofHours(1), Duration.ofHours(1), share);
        cluster.reload(members(eject, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1));
        List<Thread> threads = new ArrayList<>();
        for (Endpoint each : cluster.endpoints()) {
            threads.add(Thread.ofPlatform().start(() -> {
                for (int i = 0; i < 100; i++) {
                    each.onFailure("refused");
                }
            }));
        }
        for (Thread each : threads) {
            each.join();
        }
        assertThat(ejected()).isEqualTo(most);
    }

    @Test
    void withTooFewFitThereIsPanicUntilThereAreEnough() {
        cluster.reload(members(Samples.EJECT, 0.5, 1, 1, 1));
        cluster.toBalanced();
        Endpoint second = cluster.endpoints().get(1);
        ejectFirst();
        assertThat(cluster.isInPanic()).as("two of three are fit").isFalse();

        for (int i = 0; i < 3; i++) {
            second.onFailure("refused");
        }

        assertThat(cluster.isInPanic()).isTrue();
        assertThat(cluster.status().panic()).isTrue();
        assertThat(observer.messages())
                .last()
                .isEqualTo("only 1 of 3 endpoints of cluster sessions are fit: ejected ones are used as well");
        ticker.advance(Samples.LONGEST_EJECTION);
        assertThat(second.available()).as("on trial").isTrue();
        assertThat(cluster.isInPanic()).as("a trial proves nothing yet").isTrue();
        second.onSuccess();
        assertThat(cluster.isInPanic()).isFalse();
        assertThat(observer.messages())
                .last()
                .isEqualTo("2 of 3 endpoints of cluster sessions are fit again: ejected ones are left out");
    }

    @Test
    void whoFailsItsChecksOrHasNoWeightCountsForNothingInPanic() {
        cluster.reload(members(Samples.EJECT, 0.5, 1, 1, 0, 1));
        cluster.toBalanced();
        cluster.endpoints().get(1).onUnhealthy("answered 500");
        cluster.endpoints().get(3).onUnhealthy("answered 500");
        assertThat(cluster.isInPanic()).as("the one that is asked for is fit").isFalse();
        ejectFirst();
        assertThat(cluster.isInPanic()).isTrue();
    }

    @Test
    void whereNothingIsBalancedThereIsNoPanic() {
        ejectFirst();
        cluster.endpoints().get(1).onUnhealthy("down");
        assertThat(cluster.isInPanic()).isFalse();
        assertThat(cluster.status().policy()).isEmpty();
    }

    @Test
    void aReloadOfTheSameTellsNobody() {
        AtomicInteger told = new AtomicInteger();
        cluster.watch(told::incrementAndGet);

        cluster.reload(cluster.config());
        assertThat(told).hasValue(0);

        cluster.reload(Samples.cluster(Samples.endpoint("127.0.0.1:1", "a", 2)));
        assertThat(told).hasValue(1);
    }

    @Test
    void whoWatchesIsToldOfEveryChangeOfFitnessUntilItStops() {
        List<Boolean> seen = new ArrayList<>();
        Runnable watcher = () -> seen.add(first().available());
        cluster.watch(watcher);

        ejectFirst();
        ticker.advance(Samples.LONGEST_EJECTION);
        assertThat(first().available()).isTrue();
        first().onSuccess();
        cluster.unwatch(watcher);
        ejectFirst();

        assertThat(seen).containsExactly(false, true, true);
    }

    @Test
    void aWatcherThatFailsKeepsNoOtherFromKnowing() {
        AtomicInteger told = new AtomicInteger();
        cluster.watch(() -> {
            throw new IllegalStateException("broken");
        });
        cluster.watch(told::incrementAndGet);

        ejectFirst();

        assertThat(told).hasValue(1);
        assertThat(observer.messages())
                .contains("a change of cluster sessions was not taken in: java.lang.IllegalStateException: broken");
    }

    @Test
    void whoWatchesMayAskEveryEndpointAndIsToldAgainOfWhatThatChanged() {
        AtomicInteger told = new AtomicInteger();
        ejectFirst();
        cluster.watch(() -> {
            told.incrementAndGet();
            cluster.endpoints().forEach(Endpoint::available);
        });
        ticker.advance(Samples.LONGEST_EJECTION);

        for (int i = 0; i < 3; i++) {
            cluster.endpoints().get(1).onFailure("refused");
        }

        assertThat(told).hasValue(2);
        assertThat(first().state()).isInstanceOf(EndpointState.Trial.class);
    }

    @Test
    void changesThatComeTogetherNeverRunAWatcherTwiceAtOnceAndTheLastRunSeesThemAll() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicInteger running = new AtomicInteger();
        List<List<Boolean>> seen = new ArrayList<>();
        cluster.watch(() -> {
            assertThat(running.incrementAndGet()).isEqualTo(1);
            seen.add(cluster.endpoints().stream().map(Endpoint::available).toList());
            inside.countDown();
            await(goOn);
            running.decrementAndGet();
        });
        Thread other = Thread.ofPlatform().start(this::ejectFirst);
        await(inside);

        for (int i = 0; i < 3; i++) {
            cluster.endpoints().get(1).onFailure("refused");
        }
        goOn.countDown();
        other.join(20_000);

        assertThat(seen).containsExactly(List.of(false, true), List.of(false, false));
        assertThat(observer.messages()).hasSize(2);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void itsStatusListsItsEndpointsInOrder() {
        ClusterStatus status = cluster.status();

        assertThat(status.name()).isEqualTo("sessions");
        assertThat(status.check()).isEqualTo("none");
        assertThat(status.endpoints()).extracting(EndpointStatus::name).containsExactly("a", "127.0.0.1:2");
    }
}
