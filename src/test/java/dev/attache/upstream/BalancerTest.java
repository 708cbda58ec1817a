package dev.attache.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attache.base.Multiple;
import dev.attache.base.Ratio;
import dev.attache.config.BalanceConfig;
import dev.attache.config.BalanceConfig.Policy;
import dev.attache.config.BalanceConfig.SlowStartConfig;
import dev.attache.config.ClusterConfig;
import dev.attache.config.EndpointConfig;
import dev.attache.testing.OwnTicker;
import dev.attache.testing.RecordingObserver;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class BalancerTest {
    private final OwnTicker ticker = new OwnTicker();
    private final Cluster cluster = new Cluster(
            "web", config(Policy.ROUND_ROBIN, Duration.ZERO, 1, 1), new RecordingObserver(), ticker, (_, _) -> {});
    private final Balancer balancer = new Balancer(cluster, new SplittableRandom(1), ticker.nanos());

    private static ClusterConfig config(Policy policy, Duration window, int... weights) {
        EndpointConfig[] members = new EndpointConfig[weights.length];
        for (int i = 0; i < weights.length; i++) {
            members[i] = Samples.endpoint("127.0.0.1:" + (i + 1), "m" + i, weights[i]);
        }
        BalanceConfig usual = Samples.balance(policy, 0.5);
        BalanceConfig balance = new BalanceConfig(
                policy,
                usual.hashBy(),
                usual.loadCap(),
                usual.decay(),
                usual.penalty(),
                usual.retryAfter(),
                new SlowStartConfig(window, new Multiple(1), new Ratio(0.1)),
                usual.panic(),
                usual.affinity());
        return Samples.cluster(Samples.EJECT, Samples.UNCHECKED, balance, Samples.NO_LOGIN, members);
    }

    private void reload(ClusterConfig next) {
        cluster.reload(next);
        balancer.update(ticker.nanos());
    }

    private int[] count(int times) {
        int[] counts = new int[balancer.endpoints().size()];
        for (int i = 0; i < times; i++) {
            counts[balancer.choose(Balancer.NONE, ticker.nanos())]++;
        }
        return counts;
    }

    private void eject(int index) {
        for (int i = 0; i < 3; i++) {
            cluster.endpoints().get(index).onFailure("refused");
        }
        balancer.update(ticker.nanos());
    }

    @ParameterizedTest
    @EnumSource
    void everyPolicyChoosesAmongThoseThatAreFit(Policy policy) {
        reload(config(policy, Duration.ZERO, 1, 0, 1, 1, 1));
        eject(2);
        cluster.endpoints().get(4).onUnhealthy("answered 503");
        balancer.update(ticker.nanos());
        SplittableRandom keys = new SplittableRandom(2);
        int[] counts = new int[5];
        for (int i = 0; i < 1000; i++) {
            counts[balancer.chooseFor(keys.nextLong(), Balancer.NONE, ticker.nanos())]++;
        }
        assertThat(counts[0]).isGreaterThan(300);
        assertThat(counts[3]).isGreaterThan(300);
        assertThat(counts[0] + counts[3]).isEqualTo(1000);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.MATCH_ANY,
            names = {"IP_HASH", "RING_HASH", "MAGLEV"})
    void requestsOfOneKeyGoToOneEndpointInEveryLoopAndProcess(Policy policy) {
        reload(config(policy, Duration.ZERO, 1, 2, 3));
        Cluster twin = new Cluster(
                "web", config(policy, Duration.ZERO, 1, 2, 3), new RecordingObserver(), ticker, (_, _) -> {});
        Balancer other = new Balancer(twin, new SplittableRandom(3), ticker.nanos());
        for (long key = 0; key < 1000; key++) {
            assertThat(other.chooseFor(key << 40, Balancer.NONE, 0))
                    .isEqualTo(balancer.chooseFor(key << 40, Balancer.NONE, 0));
        }
    }

    @Test
    void inPanicThoseThatTrafficHasEjectedAreUsedButNotThoseThatFailTheirChecks() {
        reload(config(Policy.ROUND_ROBIN, Duration.ZERO, 1, 1, 1));
        cluster.toBalanced();
        cluster.endpoints().get(2).onUnhealthy("answered 503");
        eject(0);
        assertThat(count(10)).as("one of two is fit").containsExactly(0, 10, 0);
        eject(1);
        assertThat(count(10)).as("none is").containsExactly(5, 5, 0);
    }

    @Test
    void aNewEndpointComesToItsShareWithinTheWindow() {
        reload(config(Policy.ROUND_ROBIN, Duration.ofSeconds(100), 1));
        ticker.advance(Duration.ofSeconds(200));
        reload(config(Policy.ROUND_ROBIN, Duration.ofSeconds(100), 1, 1));

        assertThat(count(1100)).containsExactly(1000, 100);
        ticker.advance(Duration.ofSeconds(50));
        assertThat((double) count(3000)[1]).isCloseTo(1000, within(2.0));
        ticker.advance(Duration.ofSeconds(50));
        assertThat((double) count(1000)[1]).isCloseTo(500, within(2.0));
    }

    @Test
    void oneThatCameBackBeginsSlowlyToo() {
        reload(config(Policy.ROUND_ROBIN, Duration.ofSeconds(100), 1, 1, 1));
        ticker.advance(Duration.ofSeconds(200));
        eject(1);
        ticker.advance(Samples.LONGEST_EJECTION);
        assertThat(cluster.endpoints().get(1).available()).isTrue();
        balancer.update(ticker.nanos());
        assertThat(count(2100)).as("on trial").containsExactly(1000, 100, 1000);
        cluster.endpoints().get(1).onSuccess();
        balancer.update(ticker.nanos());
        ticker.advance(Duration.ofSeconds(50));
        assertThat((double) count(2500)[1]).as("half way").isCloseTo(500, within(2.0));
    }

    @Test
    void endpointsThatAreAllNewShareAlike() {
        reload(config(Policy.ROUND_ROBIN, Duration.ofSeconds(100), 1, 1, 1));
        assertThat(count(300)).containsExactly(100, 100, 100);
    }

    @Test
    void slowStartGrowsByTheFormula() {
        SlowStartConfig quick = new SlowStartConfig(Duration.ofSeconds(100), new Multiple(2), new Ratio(0.2));
        EndpointState fit = new EndpointState.Healthy(0, 0, 0);
        assertThat(SlowStart.share(quick, fit, 0)).isEqualTo(0.2);
        assertThat(SlowStart.share(quick, fit, Duration.ofSeconds(25).toNanos()))
                .isEqualTo(0.5);
        assertThat(SlowStart.share(quick, fit, Duration.ofSeconds(100).toNanos()))
                .isEqualTo(1);
    }
}
