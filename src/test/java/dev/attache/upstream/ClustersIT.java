package dev.attache.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attache.base.HostPort;
import dev.attache.base.Secret;
import dev.attache.base.Ticker;
import dev.attache.config.BalanceConfig;
import dev.attache.config.ClusterConfig;
import dev.attache.config.CredentialsConfig;
import dev.attache.config.EndpointConfig;
import dev.attache.config.HealthConfig;
import dev.attache.config.HealthConfig.Check;
import dev.attache.config.HealthConfig.ReplicationSide;
import dev.attache.net.EventLoops;
import dev.attache.net.Transport;
import dev.attache.testing.Eventually;
import dev.attache.testing.FreePorts;
import dev.attache.testing.RecordingObserver;
import dev.attache.testing.RedisServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Health checks and ejection against real servers and the real clock.
class ClustersIT {
    private static final HealthConfig CHECKED = Samples.health(Check.REDIS, ReplicationSide.ANY);

    private final EventLoops loops = EventLoops.start(Transport.choose(), 2);
    private final RecordingObserver observer = new RecordingObserver();
    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable each : opened.reversed()) {
            each.close();
        }
        loops.close();
    }

    private RedisServer redis(String... arguments) throws Exception {
        RedisServer server = RedisServer.start(arguments);
        opened.add(server);
        return server;
    }

    private Clusters clusters(ClusterConfig config) {
        Clusters clusters = new Clusters(Map.of("sessions", config), loops, observer, Ticker.SYSTEM);
        opened.add(clusters);
        return clusters;
    }

    private Endpoint checked(HealthConfig health, CredentialsConfig login, RedisServer server) {
        return only(clusters(Samples.cluster(health, login, at(server.address()))));
    }

    private Endpoint checked(RedisServer server) {
        return checked(CHECKED, Samples.NO_LOGIN, server);
    }

    private static EndpointConfig at(HostPort address) {
        return new EndpointConfig(address, "", 1);
    }

    private static Endpoint only(Clusters clusters) {
        return clusters.get("sessions").endpoints().getFirst();
    }

    private static void awaitOut(Endpoint endpoint, String why) {
        Eventually.passes(() -> assertThat(endpoint.whyUnavailable()).contains(why));
        assertThat(endpoint.available()).isFalse();
    }

    private static void awaitIn(Endpoint endpoint) {
        Eventually.holds("the endpoint is in use", endpoint::available);
    }

    /// Waits until the server has answered so many questions more, so that a verdict had every chance to fall.
    private static void awaitPings(RedisServer server, long more) throws Exception {
        long from = pings(server);
        Eventually.holds("the check goes on", () -> pings(server) >= from + more);
    }

    private static long pings(RedisServer server) throws Exception {
        String stats = server.call("INFO", "commandstats");
        int at = stats.indexOf("cmdstat_ping:calls=");
        int from = at + "cmdstat_ping:calls=".length();
        return at < 0 ? 0 : Long.parseLong(stats.substring(from, stats.indexOf(',', from)));
    }

    @Test
    void aServerThatDiesIsOutAndBackWhenItIsBack() throws Exception {
        RedisServer server = redis();
        Endpoint endpoint = checked(server);
        awaitPings(server, 3);
        assertThat(endpoint.available()).isTrue();

        server.kill();
        awaitOut(endpoint, "connection refused");
        server.restartEmpty();
        awaitIn(endpoint);

        Eventually.passes(() -> assertThat(observer.messages())
                .containsExactly(
                        "endpoint " + server.address()
                                + " of cluster sessions fails its health check: connection refused",
                        "endpoint " + server.address() + " of cluster sessions is in use again"));
    }

    @Test
    void aServerThatHangsIsOutAndBackWhenItGoesOn() throws Exception {
        RedisServer server = redis();
        Endpoint endpoint = checked(server);
        awaitPings(server, 2);

        server.suspend();
        awaitOut(endpoint, "no answer in time");
        server.resume();

        awaitIn(endpoint);
    }

    @Test
    void aServerThatWantsALoginTellsSo() throws Exception {
        RedisServer server = redis("--requirepass", "right");

        awaitOut(checked(server), "NOAUTH Authentication required.");
    }

    @Test
    void aWrongPasswordIsToldAndNotShown() throws Exception {
        RedisServer server = redis("--requirepass", "right");
        Endpoint endpoint = checked(CHECKED, new CredentialsConfig("", new Secret("wrong-secret")), server);

        awaitOut(endpoint, "WRONGPASS");

        assertThat(observer.messages().toString() + endpoint.status()).doesNotContain("wrong-secret");
    }

    @Test
    void theRightPasswordIsPresentedAndOneConnectionServesAllChecks() throws Exception {
        RedisServer server = redis("--requirepass", "right", "--user", "ann", "on", ">secret", "+ping", "+info");
        Endpoint endpoint = checked(CHECKED, new CredentialsConfig("ann", new Secret("secret")), server);

        Eventually.passes(() -> {
            String clients;
            try (var admin = server.connect()) {
                admin.call("AUTH", "right");
                clients = admin.call("CLIENT", "LIST");
                assertThat(admin.call("INFO", "commandstats")).containsPattern("cmdstat_ping:calls=([3-9]|\\d\\d)");
            }
            assertThat(clients.lines().filter(line -> line.contains("user=ann")))
                    .hasSize(1);
        });

        assertThat(endpoint.available()).isTrue();
        assertThat(observer.messages()).isEmpty();
    }

    @Test
    void aServerOfTheOtherRoleIsOutUntilItChanges() throws Exception {
        RedisServer server = redis();
        Endpoint endpoint = checked(Samples.health(Check.REDIS, ReplicationSide.REPLICA), Samples.NO_LOGIN, server);
        awaitOut(endpoint, "is no replica");

        assertThat(server.call("REPLICAOF", "127.0.0.1", Integer.toString(FreePorts.next())))
                .isEqualTo("+OK\r\n");

        awaitIn(endpoint);
    }

    @Test
    void aReplicaThatLostItsMasterAndServesNothingStaleIsOut() throws Exception {
        RedisServer server = redis("--replica-serve-stale-data", "no");
        server.call("REPLICAOF", "127.0.0.1", Integer.toString(FreePorts.next()));

        awaitOut(checked(server), "MASTERDOWN");
    }

    @Test
    void switchingTheCheckOffBringsAnEndpointBack() {
        EndpointConfig nobody = at(new HostPort("127.0.0.1", FreePorts.next()));
        Clusters clusters = clusters(Samples.cluster(CHECKED, Samples.NO_LOGIN, nobody));
        Endpoint endpoint = only(clusters);
        awaitOut(endpoint, "connection refused");

        clusters.reload(Map.of("sessions", Samples.cluster(nobody)));

        awaitIn(endpoint);
        assertThat(only(clusters)).isSameAs(endpoint);
    }

    @Test
    void aReloadThatChangesNothingKeepsTheConnectionOfTheCheck() throws Exception {
        RedisServer server = redis();
        ClusterConfig config = Samples.cluster(CHECKED, Samples.NO_LOGIN, at(server.address()));
        Clusters clusters = clusters(config);
        awaitPings(server, 2);
        List<String> before = checkersOf(server);
        assertThat(before).hasSize(1);

        clusters.reload(Map.of("sessions", config));
        awaitPings(server, 3);

        assertThat(checkersOf(server)).isEqualTo(before);
    }

    /// Ids of the clients whose last command was a question of the check.
    private static List<String> checkersOf(RedisServer server) throws Exception {
        return server.call("CLIENT", "LIST")
                .lines()
                .filter(line -> line.contains("cmd=info") || line.contains("cmd=ping"))
                .map(line -> line.substring(0, line.indexOf(' ')))
                .toList();
    }

    @Test
    void closingEndsTheChecks() throws Exception {
        RedisServer server = redis();
        Clusters clusters = clusters(Samples.cluster(CHECKED, Samples.NO_LOGIN, at(server.address())));
        awaitPings(server, 2);

        clusters.close();

        Eventually.passes(() -> assertThat(server.call("INFO", "clients")).contains("connected_clients:1\r"));
    }

    @Test
    void anEjectionEndsOnTimeThoughNobodyAsks() {
        Clusters clusters = clusters(Samples.cluster(
                Samples.eject(1, Duration.ofMillis(200)),
                Samples.UNCHECKED,
                Samples.balance(BalanceConfig.Policy.PEAK_EWMA, 0.5),
                Samples.NO_LOGIN,
                at(new HostPort("127.0.0.1", FreePorts.next()))));
        Endpoint endpoint = only(clusters);
        List<String> told = new CopyOnWriteArrayList<>();
        clusters.get("sessions").watch(() -> told.add(endpoint.state().label()));

        endpoint.onFailure("refused");

        Eventually.passes(() -> assertThat(told).containsExactly("ejected", "trial"));
    }

    @Test
    void aRemovedClusterIsGoneAndOthersStay() {
        EndpointConfig nobody = at(new HostPort("127.0.0.1", FreePorts.next()));
        Clusters clusters = clusters(Samples.cluster(nobody));
        Cluster before = clusters.get("sessions");

        clusters.reload(Map.of("sessions", Samples.cluster(nobody), "more", Samples.cluster(nobody)));
        assertThat(clusters.get("sessions")).isSameAs(before);
        assertThat(clusters.all()).hasSize(2);
        clusters.reload(Map.of("more", Samples.cluster(nobody)));

        assertThatThrownBy(() -> clusters.get("sessions"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no cluster is named sessions");
    }

    @Test
    void fitnessAndWeightAreShownWithoutBeginningATrial() {
        Clusters clusters = clusters(Samples.cluster(at(new HostPort("127.0.0.1", 7000))));
        observer.register(clusters);
        for (int i = 0; i < 3; i++) {
            only(clusters).onFailure("refused");
        }

        assertThat(observer.samples())
                .containsEntry("endpoint_available{cluster=sessions,endpoint=127.0.0.1:7000}", 0.0)
                .containsEntry("endpoint_weight{cluster=sessions,endpoint=127.0.0.1:7000}", 1.0);
    }
}
