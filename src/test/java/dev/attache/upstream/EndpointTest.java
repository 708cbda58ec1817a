package dev.attache.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.config.EjectConfig;
import dev.attache.testing.OwnTicker;
import dev.attache.testing.RecordingObserver;
import dev.attache.upstream.EndpointState.Ejected;
import dev.attache.upstream.EndpointState.Healthy;
import dev.attache.upstream.EndpointState.Trial;
import dev.attache.upstream.EndpointState.Unhealthy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EndpointTest {
    private final OwnTicker ticker = new OwnTicker();
    private final RecordingObserver observer = new RecordingObserver();
    private final List<Runnable> alarms = new ArrayList<>();
    private final List<EndpointState> changes = new ArrayList<>();
    private long later;
    private final Endpoint endpoint = endpoint(Samples.EJECT);

    private Endpoint endpoint(EjectConfig eject) {
        List<Endpoint> self = new ArrayList<>();
        self.add(new Endpoint(
                "sessions",
                Samples.endpoint("127.0.0.1:6401", "a", 1),
                eject,
                observer,
                ticker,
                (_, task) -> alarms.add(task),
                nanos -> nanos + later,
                new EjectionQuota(() -> self),
                () -> changes.add(self.getFirst().state())));
        return self.getFirst();
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            endpoint.onFailure("connection refused");
        }
    }

    @Test
    void fewerFailuresInARowThanTheLimitChangeNothing() {
        fail(2);
        endpoint.onSuccess();
        fail(2);

        assertThat(endpoint.available()).isTrue();
        assertThat(endpoint.status().failuresInRow()).isEqualTo(2);
        assertThat(changes).isEmpty();
        assertThat(observer.messages()).isEmpty();
    }

    @Test
    void anEjectionLastsAsMuchLongerAsTheSpreadSays() {
        later = Duration.ofSeconds(1).toNanos();
        fail(3);

        ticker.advance(Samples.EJECT.lasting());
        assertThat(endpoint.available()).isFalse();
        ticker.advance(Duration.ofSeconds(1));
        assertThat(endpoint.available()).isTrue();
    }

    @Test
    void asManyFailuresInARowAsTheLimitEject() {
        fail(3);

        assertThat(endpoint.available()).isFalse();
        assertThat(endpoint.whyUnavailable()).isEqualTo("connection refused");
        assertThat(observer.messages())
                .containsExactly("endpoint a of cluster sessions is left out after 3 failures: connection refused");
        assertThat(changes).singleElement().isInstanceOf(Ejected.class);
    }

    @Test
    void whatStillComesWhileItIsEjectedChangesNothing() {
        fail(3);

        endpoint.onSuccess();
        fail(5);

        assertThat(endpoint.available()).isFalse();
        assertThat(observer.messages()).hasSize(1);
    }

    @Test
    void whenTheTimeIsOverItIsTriedAndASuccessRestoresIt() {
        fail(3);
        ticker.advance(Duration.ofSeconds(10));

        assertThat(endpoint.available()).isTrue();
        assertThat(endpoint.state()).isInstanceOf(Trial.class);
        endpoint.onSuccess();

        assertThat(endpoint.state()).isInstanceOf(Healthy.class);
        assertThat(observer.messages()).last().isEqualTo("endpoint a of cluster sessions is in use again");
        assertThat(changes).hasSize(3);
    }

    @Test
    void aMomentBeforeTheTimeIsOverItIsStillOut() {
        fail(3);
        ticker.advance(Duration.ofSeconds(10).minusNanos(1));

        assertThat(endpoint.available()).isFalse();
    }

    @Test
    void theFirstFailureOfATrialEjectsAgain() {
        fail(3);
        ticker.advance(Duration.ofSeconds(10));
        assertThat(endpoint.available()).isTrue();

        fail(1);

        assertThat(endpoint.available()).isFalse();
        ticker.advance(Duration.ofSeconds(10));
        assertThat(endpoint.available()).isTrue();
    }

    private void waitUntilItIsTried() {
        while (!endpoint.available()) {
            ticker.advance(Duration.ofMillis(100));
        }
    }

    @Test
    void eachFurtherEjectionTakesLongerUpToTheBound() {
        endpoint.reload(
                Samples.endpoint("127.0.0.1:6401", "a", 1),
                Samples.eject(3, Duration.ofSeconds(10), Duration.ofSeconds(25), 1));
        List<Duration> out = new ArrayList<>();
        fail(3);
        for (int i = 0; i < 4; i++) {
            long since = ticker.nanos();
            waitUntilItIsTried();
            out.add(Duration.ofNanos(ticker.nanos() - since));
            fail(1);
        }
        assertThat(out)
                .containsExactly(
                        Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(25), Duration.ofSeconds(25));
    }

    @Test
    void anEndpointThatStaysInUseIsForgivenByAndBy() {
        endpoint.reload(
                Samples.endpoint("127.0.0.1:6401", "a", 1),
                Samples.eject(3, Duration.ofSeconds(10), Duration.ofHours(1), 1));
        for (int i = 0; i < 3; i++) {
            fail(3);
            waitUntilItIsTried();
        }
        endpoint.onSuccess();
        ticker.advance(Duration.ofSeconds(20));

        fail(3);

        assertThat(endpoint.state())
                .isInstanceOfSatisfying(
                        Ejected.class, out -> assertThat(out.ejections()).isEqualTo(2));
        assertThat(observer.messages()).last().asString().endsWith("3 failures: connection refused");
    }

    @Test
    void theAlarmBeginsTheTrialThoughNobodyElseAsks() {
        fail(3);
        ticker.advance(Duration.ofSeconds(10));

        alarms.removeFirst().run();

        assertThat(endpoint.state()).isInstanceOf(Trial.class);
    }

    @Test
    void aLimitOfZeroNeverEjects() {
        Endpoint kept = endpoint(Samples.eject(0, Duration.ofSeconds(10)));
        for (int i = 0; i < 1000; i++) {
            kept.onFailure("refused");
        }

        assertThat(kept.available()).isTrue();
        assertThat(kept.status().failuresInRow()).isEqualTo(1000);
    }

    @Test
    void checksTakeItOutAndBringItBackWhateverTrafficSays() {
        endpoint.onUnhealthy("is loading its data");
        endpoint.onUnhealthy("is loading its data");
        endpoint.onSuccess();
        ticker.advance(Duration.ofHours(1));

        assertThat(endpoint.available()).isFalse();
        assertThat(endpoint.state()).isInstanceOf(Unhealthy.class);
        endpoint.onHealthy();

        assertThat(endpoint.available()).isTrue();
        assertThat(observer.messages())
                .containsExactly(
                        "endpoint a of cluster sessions fails its health check: is loading its data",
                        "endpoint a of cluster sessions is in use again");
    }

    @Test
    void goodChecksDoNotEndAnEjection() {
        fail(3);

        endpoint.onHealthy();

        assertThat(endpoint.available()).isFalse();
    }

    @Test
    void whatAPeerSentStaysOnOneLineAndShort() {
        endpoint.onFailure("ERR first\r\n-ERR second" + "x".repeat(10_000));

        assertThat(endpoint.lastFailure())
                .startsWith("ERR first  -ERR second")
                .hasSize(Endpoint.WHY_CHARS_MAX + 1)
                .endsWith("…");
    }

    @Test
    void itsStatusSaysHowItIsAndSinceWhen() {
        ticker.advance(Duration.ofSeconds(60));
        fail(3);
        ticker.advance(Duration.ofSeconds(4));

        assertThat(endpoint.status())
                .isEqualTo(new EndpointStatus(
                        "a",
                        "127.0.0.1:6401",
                        1,
                        false,
                        "ejected",
                        "connection refused",
                        Duration.ofSeconds(4),
                        3,
                        "connection refused",
                        0,
                        Duration.ZERO));
    }

    @Test
    void ofManyThreadsThatSeeItFailOneTells() throws Exception {
        int threads = 8;
        CountDownLatch go = new CountDownLatch(1);
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> ends = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                ends.add(pool.submit(() -> {
                    go.await();
                    fail(100);
                    return null;
                }));
            }
            go.countDown();
            for (Future<?> end : ends) {
                end.get(20, TimeUnit.SECONDS);
            }
        }

        assertThat(observer.messages()).hasSize(1);
        assertThat(changes).hasSize(1);
    }
}
