package dev.attache.role.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.base.HostPort;
import dev.attache.testing.Eventually;
import dev.attache.testing.HttpAnswer;
import dev.attache.testing.WebServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// One of three real servers fails in one way or another: what share of the traffic it still gets, what clients are
/// told, and that it gets its share back without a restart.
final class EndpointFaultIT {
    /// Answers its own name, in the way that the last request to `/become/WAY` named.
    private static final String SERVER = """
        let way = 'well';
        require('http').createServer((request, response) => {
          if (request.url.startsWith('/become/')) {
            way = request.url.substring(8);
            response.end('so be it');
          } else if (way === 'busy') {
            response.writeHead(503, {'content-length': 4});
            response.end('busy');
          } else if (way === 'cut') {
            response.writeHead(200, {'content-length': 10});
            response.write('cut');
            setTimeout(() => response.socket.resetAndDestroy(), 5);
          } else {
            setTimeout(() => response.end('NAME'), way === 'slow' ? 150 : 0);
          }
        }).listen(PORT, '127.0.0.1');
        """;

    private static final int SIZE = 3;

    private final List<WebServer> servers = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (WebServer each : servers) {
            each.close();
        }
    }

    private Gateway gateway(String cluster, String... role) throws IOException {
        for (int i = 0; i < SIZE; i++) {
            servers.add(WebServer.node(SERVER.replace("NAME", "s" + i)));
        }
        return Gateway.before(servers.stream().map(WebServer::address).toArray(HostPort[]::new))
                .clusterSettings(cluster)
                .role(role)
                .loops(2)
                .start();
    }

    private void become(String way) throws IOException {
        HttpAnswer.of(servers.getFirst().address().port(), "GET", "/become/" + way);
    }

    /// Four clients ask so often in all; how often each answer came, `cut` for one that was too short.
    private static Map<String, Integer> ask(Gateway attache, int times) throws InterruptedException {
        Map<String, Integer> seen = new TreeMap<>();
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            clients.add(Thread.ofVirtual().start(() -> {
                for (int j = 0; j < times / 4; j++) {
                    String answer = answerOf(attache);
                    synchronized (seen) {
                        seen.merge(answer, 1, Integer::sum);
                    }
                }
            }));
        }
        for (Thread each : clients) {
            each.join();
        }
        return seen;
    }

    private static String answerOf(Gateway attache) {
        try {
            HttpAnswer answer = attache.get("/");
            return answer.status() == 200 ? answer.body() : Integer.toString(answer.status());
        } catch (IOException | RuntimeException _) {
            return "cut";
        }
    }

    private static int count(Map<String, Integer> seen, String answer) {
        return seen.getOrDefault(answer, 0);
    }

    private static void awaitItsShare(Gateway attache) {
        Eventually.passes(() -> assertThat(count(ask(attache, 90), "s0")).isGreaterThan(15));
    }

    /// Servers that have just started are slow for a while, each for another one.
    private static void awaitLikeShares(Gateway attache) {
        Eventually.passes(() -> {
            Map<String, Integer> seen = ask(attache, 300);
            assertThat(seen).containsOnlyKeys("s0", "s1", "s2");
            seen.forEach((name, count) -> assertThat(count).as(name).isGreaterThan(30));
        });
    }

    @Test
    void oneThatAnswers503AtOnceAttractsNothing() throws Exception {
        try (Gateway attache = gateway("eject: {failures: 0}, balance: {decay: 2s}")) {
            awaitLikeShares(attache);
            become("busy");
            Map<String, Integer> seen = ask(attache, 600);
            assertThat(count(seen, "503")).as("of 600").isBetween(1, 12);
            assertThat(count(seen, "503") + count(seen, "s1") + count(seen, "s2"))
                    .isEqualTo(600);
            become("well");
            awaitItsShare(attache);
        }
    }

    @Test
    void threeAnswersOf503InARowEject() throws Exception {
        try (Gateway attache = gateway("eject: {failures: 3, for: 1h}")) {
            ask(attache, 60);
            become("busy");
            Map<String, Integer> seen = ask(attache, 400);
            assertThat(count(seen, "503")).as("of 400").isBetween(1, 12);
            assertThat(attache.metric("attache_endpoint_ejections_total")).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void oneThatIsSlowGetsLittle() throws Exception {
        try (Gateway attache = gateway("balance: {decay: 1s}")) {
            ask(attache, 120);
            become("slow");
            ask(attache, 60);
            assertThat(count(ask(attache, 600), "s0")).as("of 600").isLessThan(60);
            become("well");
            awaitItsShare(attache);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"peak-ewma", "least-requests", "round-robin", "maglev"})
    void nobodyIsToldOfOneThatIsKilledAndItGetsItsShareBack(String policy) throws Exception {
        String settings = "eject: {failures: 2, for: 300ms, for-max: 300ms}, balance: {policy: %s, decay: 500ms%s}"
                .formatted(policy, policy.equals("maglev") ? ", hash-by: {header: x-none}" : "");
        try (Gateway attache = gateway(settings)) {
            awaitLikeShares(attache);
            AtomicBoolean over = new AtomicBoolean();
            List<Map<String, Integer>> during = new ArrayList<>();
            Thread asking = Thread.ofPlatform().start(() -> {
                while (!over.get()) {
                    try {
                        during.add(ask(attache, 100));
                    } catch (InterruptedException _) {
                        return;
                    }
                }
            });
            servers.getFirst().kill();
            Eventually.holds("it is noticed", () -> attache.metric("attache_http_upstream_failures_total") > 1);
            over.set(true);
            asking.join();
            during.add(ask(attache, 300));
            assertThat(during).allSatisfy(seen -> assertThat(seen).doesNotContainKeys("502", "503", "504", "cut"));
            assertThat(during.getLast()).doesNotContainKey("s0");
            servers.getFirst().restart();
            awaitItsShare(attache);
        }
    }

    @Test
    void oneThatHangsCostsAFewRequestsATimeoutAndGetsItsShareBack() throws Exception {
        try (Gateway attache = gateway(
                "eject: {failures: 3, for: 500ms, for-max: 500ms}, balance: {decay: 500ms}",
                "timeouts: {try: 200ms, request: 5s}")) {
            awaitLikeShares(attache);
            servers.getFirst().suspend();
            Map<String, Integer> seen = ask(attache, 400);
            assertThat(seen).as("tries elsewhere answer").containsOnlyKeys("s1", "s2");
            assertThat(attache.metric("attache_http_retries_total"))
                    .as("requests that waited")
                    .isLessThan(25);
            servers.getFirst().resume();
            awaitItsShare(attache);
        }
    }

    @Test
    void oneThatBreaksOffItsAnswersIsEjectedAndItsAnswersAreSeenToBeCut() throws Exception {
        try (Gateway attache = gateway("eject: {failures: 3, for: 1h}, balance: round-robin")) {
            ask(attache, 30);
            become("cut");
            Map<String, Integer> seen = ask(attache, 400);
            assertThat(count(seen, "cut")).as("before it is ejected").isBetween(3, 3 + 4);
            assertThat(count(seen, "s0")).isZero();
            assertThat(count(seen, "s1") + count(seen, "s2") + count(seen, "cut"))
                    .isEqualTo(400);
        }
    }

    @Test
    void whereAllAnswer503TheirOwnAnswersAreStillPassedOn() throws Exception {
        try (Gateway attache = gateway("eject: {failures: 3, for: 1h}")) {
            for (WebServer each : servers) {
                HttpAnswer.of(each.address().port(), "GET", "/become/busy");
            }
            assertThat(ask(attache, 60)).containsOnlyKeys("503");
            assertThat(attache.get("/").body()).isEqualTo("busy");
            assertThat(attache.metric("attache_cluster_panic")).isEqualTo(1);
        }
    }
}
