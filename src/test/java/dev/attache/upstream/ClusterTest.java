package dev.attache.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.OwnTicker;
import dev.attache.testing.RecordingObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

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
        ticker.advance(Duration.ofSeconds(10));
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
        ticker.advance(Duration.ofSeconds(10));

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
