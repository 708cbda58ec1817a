package dev.attache.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.config.BalanceConfig;
import dev.attache.config.EjectConfig.SuccessRateConfig;
import dev.attache.config.EndpointConfig;
import dev.attache.testing.OwnTicker;
import dev.attache.testing.RecordingObserver;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SuccessRatesTest {
    private static final SuccessRateConfig CONFIG = Samples.RATES;

    private final OwnTicker ticker = new OwnTicker();
    private final RecordingObserver observer = new RecordingObserver();
    private final Deque<Runnable> alarms = new ArrayDeque<>();
    private final SuccessRates rates = new SuccessRates();

    private Cluster cluster(int size) {
        EndpointConfig[] members = new EndpointConfig[size];
        for (int i = 0; i < size; i++) {
            members[i] = Samples.endpoint("127.0.0.1:" + (i + 1), "m" + i, 1);
        }
        var config = Samples.cluster(
                Samples.EJECT,
                Samples.UNCHECKED,
                Samples.balance(BalanceConfig.Policy.PEAK_EWMA, 0.5),
                Samples.NO_LOGIN,
                members);
        return new Cluster("web", config, observer, ticker, (_, task) -> alarms.add(task));
    }

    private static void serve(Endpoint endpoint, int requests, int bad) {
        for (int i = 0; i < requests; i++) {
            endpoint.load().begin();
            endpoint.load().end(i >= bad);
        }
    }

    private List<String> ejected(Cluster cluster) {
        return cluster.endpoints().stream()
                .filter(each -> each.state() instanceof EndpointState.Ejected)
                .map(Endpoint::label)
                .toList();
    }

    private List<String> judged(Cluster cluster, int requests, int... bad) {
        rates.begin(cluster.endpoints());
        for (int i = 0; i < bad.length; i++) {
            serve(cluster.endpoints().get(i), requests, bad[i]);
        }
        rates.judge(CONFIG);
        return ejected(cluster);
    }

    @Test
    void oneThatAnswersFarFewerWellThanTheOthersIsEjected() {
        Cluster cluster = cluster(5);
        assertThat(judged(cluster, 200, 2, 0, 60, 1, 3)).containsExactly("m2");
        assertThat(observer.messages())
                .singleElement()
                .asString()
                .contains("answered 70.0% of its requests well, the cluster 93.4% on average");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "all alike, 5, 1000, 10, 12, 9, 11, 10",
        "an outlier within the margin, 5, 1000, 0, 0, 40, 0, 0",
        "all bad, 5, 1000, 900, 890, 910, 905, 895",
        "too few endpoints, 4, 1000, 0, 0, 900, 0, 0",
        "too few requests, 5, 99, 0, 0, 90, 0, 0"
    })
    void nobodyIsEjectedFor(String why, int size, int requests, int a, int b, int c, int d, int e) {
        int[] bad = {a, b, c, d, e};
        assertThat(judged(cluster(size), requests, Arrays.copyOf(bad, size)))
                .as(why)
                .isEmpty();
    }

    @Test
    void onlyWhatWasServedSinceTheLastComparisonCounts() {
        Cluster cluster = cluster(5);
        serve(cluster.endpoints().getFirst(), 1000, 900);
        assertThat(judged(cluster, 200, 0, 0, 0, 0, 0)).isEmpty();
    }

    @Test
    void theClusterComparesAgainAndAgainWhereRequestsAreBalanced() {
        Cluster cluster = cluster(5);
        assertThat(alarms).as("before requests are balanced").isEmpty();
        cluster.toBalanced();
        for (int i = 0; i < 3; i++) {
            alarms.remove().run();
        }
        for (int i = 0; i < 5; i++) {
            serve(cluster.endpoints().get(i), 200, i == 4 ? 150 : 0);
        }
        ticker.advance(Duration.ofSeconds(10));
        alarms.remove().run();
        assertThat(ejected(cluster)).containsExactly("m4");
        cluster.retire();
        alarms.forEach(Runnable::run);
        assertThat(alarms.size()).as("tasks that were there").isLessThanOrEqualTo(2);
    }
}
