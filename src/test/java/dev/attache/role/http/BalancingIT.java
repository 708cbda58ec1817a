package dev.attache.role.http;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.base.HostPort;
import dev.attache.testing.Deadline;
import dev.attache.testing.Eventually;
import dev.attache.testing.HttpAnswer;
import dev.attache.testing.RawClient;
import dev.attache.testing.RawOrigin;
import java.io.IOException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which of three origins takes a request: by key, by cookie, by load.
final class BalancingIT {
    private final List<RawOrigin> origins = new ArrayList<>();

    @BeforeEach
    void startOrigins() throws IOException {
        for (int i = 0; i < 3; i++) {
            origins.add(RawOrigin.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\no" + i));
        }
    }

    @AfterEach
    void closeOrigins() throws IOException {
        for (RawOrigin each : origins) {
            each.close();
        }
    }

    private HostPort[] addresses(int count) {
        return origins.stream().limit(count).map(RawOrigin::address).toArray(HostPort[]::new);
    }

    private Gateway.Plan balanced(int count, String settings) {
        return Gateway.before(addresses(count)).clusterSettings("balance: {" + settings + "}");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "policy: maglev, hash-by: {header: X-User} | /              | X-User: %s",
                "policy: ring-hash, hash-by: {cookie: user} | /             | Cookie: a=b; user=%s",
                "policy: maglev, hash-by: {query: user}     | /?x=1&user=%s | X-Any: x",
                "policy: ring-hash, hash-by: path           | /%s           | X-Any: x"
            })
    void requestsOfOneKeyGoToOneEndpoint(String settings, String path, String header) throws IOException {
        try (Gateway attache = balanced(3, settings).loops(2).start();
                Gateway replica = balanced(3, settings).start()) {
            Set<String> used = new HashSet<>();
            for (int user = 0; user < 30; user++) {
                Set<String> own = new HashSet<>();
                for (int i = 0; i < 3; i++) {
                    own.add(attache.get(path.formatted(user), header.formatted(user))
                            .body());
                }
                own.add(replica.get(path.formatted(user), header.formatted(user))
                        .body());
                assertThat(own).as("endpoints of user %d", user).hasSize(1);
                used.addAll(own);
            }
            assertThat(used).containsExactlyInAnyOrder("o0", "o1", "o2");
        }
    }

    @Test
    void oneClientGoesToOneEndpointByItsAddress() throws IOException {
        try (Gateway attache = balanced(3, "policy: ip-hash")
                .role("forward: {trusted-hops: 1}")
                .start()) {
            Set<String> used = new HashSet<>();
            for (int client = 0; client < 30; client++) {
                String header = "X-Forwarded-For: 10.0.0." + client;
                String first = attache.get("/", header).body();
                assertThat(attache.get("/", header).body()).isEqualTo(first);
                used.add(first);
            }
            assertThat(used).hasSize(3);
        }
    }

    @Test
    void withoutAKeyAnyEndpointDoes() throws IOException {
        try (Gateway attache =
                balanced(3, "policy: maglev, hash-by: {header: X-User}").start()) {
            Set<String> used = new HashSet<>();
            for (int i = 0; i < 100; i++) {
                used.add(attache.get("/").body());
            }
            assertThat(used).hasSize(3);
        }
    }

    @Test
    void aHotKeyIsSpreadWhereLoadIsBounded() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        try (RawOrigin one = holding(end);
                RawOrigin other = holding(end);
                Gateway attache = Gateway.before(one.address(), other.address())
                        .clusterSettings("balance: {policy: maglev, hash-by: path, load-cap: 125%}")
                        .loops(2)
                        .start()) {
            List<RawClient> clients = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                clients.add(attache.client().send("GET /hot HTTP/1.1\r\nHost: h\r\n\r\n"));
                int sent = i + 1;
                Eventually.holds(
                        "all are there",
                        () -> one.requests().size() + other.requests().size() == sent);
            }
            int most = Math.max(one.requests().size(), other.requests().size());
            assertThat(most).isLessThanOrEqualTo((int) Math.ceil(1.25 * 20 / 2));
            end.countDown();
            for (RawClient each : clients) {
                each.close();
            }
        }
    }

    /// What a failure itself counts for has faded after half a second here: whatever spares the endpoint longer is what
    /// it has asked for.
    @ParameterizedTest(name = "Retry-After: {0}")
    @ValueSource(strings = {"20", "date", "never"})
    void anEndpointThatAsksToBeSparedIs(String until) throws IOException {
        String asked = switch (until) {
            case "never" -> "";
            case "date" ->
                "Retry-After: "
                        + DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                ZonedDateTime.now(UTC).plusSeconds(20)) + "\r\n";
            default -> "Retry-After: " + until + "\r\n";
        };
        String busy = "HTTP/1.1 429 Later\r\n" + asked + "Content-Length: 0\r\n\r\n";
        String ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
        try (RawOrigin tired = RawOrigin.doing((connection, _, number) -> connection.send(number == 0 ? busy : ok));
                Gateway attache = Gateway.before(
                                tired.address(), origins.getFirst().address())
                        .clusterSettings("balance: {policy: peak-ewma, decay: 100ms}")
                        .start()) {
            Eventually.holds("it is asked once", () -> attache.get("/").status() == 429);
            Deadline end = Deadline.after(until.equals("never") ? Deadline.USUAL : Duration.ofSeconds(2));
            while (!end.isOver() && tired.requests().size() == 1) {
                assertThat(attache.get("/").status()).isEqualTo(200);
            }
            assertThat(tired.requests()).hasSize(until.equals("never") ? 2 : 1);
        }
    }

    private static RawOrigin holding(CountDownLatch until) throws IOException {
        return holding(Integer.MAX_VALUE, until);
    }

    /// Holds so many requests until then, and answers all others at once.
    private static RawOrigin holding(int count, CountDownLatch until) throws IOException {
        return RawOrigin.doing((connection, _, number) -> {
            if (number < count) {
                await(until);
            }
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        });
    }

    private static void await(CountDownLatch until) throws IOException {
        try {
            until.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static List<String> bodies(Gateway attache, int count) throws IOException {
        List<String> bodies = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            bodies.add(attache.get("/").body());
        }
        return bodies;
    }

    @Test
    void leastRequestsSeesWhatAllLoopsHaveSent() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        try (RawOrigin one = holding(end);
                RawOrigin other = holding(end);
                Gateway attache = Gateway.before(one.address(), other.address())
                        .clusterSettings("balance: least-requests")
                        .loops(4)
                        .start()) {
            List<RawClient> clients = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                clients.add(attache.client().send("GET / HTTP/1.1\r\nHost: h\r\n\r\n"));
                int sent = i + 1;
                Eventually.holds(
                        "all are there",
                        () -> one.requests().size() + other.requests().size() == sent);
            }
            assertThat(one.requests()).hasSize(8);
            assertThat(other.requests()).hasSize(8);
            assertThat(attache.metric("attache_endpoint_requests_in_flight")).isEqualTo(16);
            end.countDown();
            for (RawClient each : clients) {
                each.close();
            }
            Eventually.holds("none is in flight", () -> attache.metric("attache_endpoint_requests_in_flight") == 0);
        }
    }

    private static final String STICKY = "affinity: {cookie: to, key: secret-of-affinity, max-age: 1h}";

    private static String cookieOf(HttpAnswer answer) {
        String line = answer.header("Set-Cookie");
        return line == null || line.isEmpty() ? "" : "Cookie: x=y; " + line.substring(0, line.indexOf(';'));
    }

    @Test
    void aVisitorReturnsToTheEndpointThatHisCookieNames() throws IOException {
        try (Gateway attache = balanced(3, STICKY).loops(2).start()) {
            for (int visitor = 0; visitor < 10; visitor++) {
                HttpAnswer first = attache.get("/");
                assertThat(first.header("Set-Cookie"))
                        .matches("to=[A-Za-z0-9_-]{22}; Path=/; Max-Age=3600; SameSite=Lax; HttpOnly");
                for (int i = 0; i < 5; i++) {
                    HttpAnswer next = attache.get("/", cookieOf(first));
                    assertThat(next.body()).isEqualTo(first.body());
                    assertThat(cookieOf(next)).isEmpty();
                }
            }
        }
    }

    @Test
    void cookiesOutliveARestartAndEndpointsThatComeOrGo() throws IOException {
        List<HttpAnswer> visitors = new ArrayList<>();
        try (Gateway attache = balanced(2, STICKY).start()) {
            for (int i = 0; i < 10; i++) {
                visitors.add(attache.get("/"));
            }
            attache.reload(balanced(3, STICKY));
            for (HttpAnswer each : visitors) {
                assertThat(attache.get("/", cookieOf(each)).body()).isEqualTo(each.body());
            }
        }
        try (Gateway later = balanced(3, STICKY).start()) {
            for (HttpAnswer each : visitors) {
                assertThat(later.get("/", cookieOf(each)).body()).isEqualTo(each.body());
            }
        }
    }

    @Test
    void whereTheEndpointIsGoneThereIsAnotherOneAndANewCookie() throws IOException {
        try (Gateway attache = balanced(3, "policy: round-robin, " + STICKY).start()) {
            HttpAnswer last = attache.get("/");
            while (!last.body().equals("o2")) {
                last = attache.get("/");
            }
            String old = cookieOf(last);
            attache.reload(balanced(2, "policy: round-robin, " + STICKY));
            Eventually.passes(() -> assertThat(attache.get("/", old).body()).isNotEqualTo("o2"));
            HttpAnswer moved = attache.get("/", old);
            assertThat(cookieOf(moved)).isNotEmpty().isNotEqualTo(old);
            assertThat(attache.get("/", cookieOf(moved)).body()).isEqualTo(moved.body());
        }
    }

    @Test
    void aCookieThatSomebodyMadeUpIsReplaced() throws IOException {
        try (Gateway attache = balanced(2, STICKY).start();
                Gateway otherKey =
                        balanced(2, STICKY.replace("secret-of", "other")).start()) {
            String foreign = cookieOf(otherKey.get("/"));
            for (String made : new String[] {"Cookie: to=" + "A".repeat(22), "Cookie: to=x", "Cookie: to=", foreign}) {
                assertThat(cookieOf(attache.get("/", made))).as(made).isNotEmpty();
            }
        }
    }

    @Test
    void affinityWorksBesideASplit() throws IOException {
        String split =
                "split: {by: {cookie: v}, arms: {a: {cluster: origin, weight: 1}, b: {cluster: next, weight: 1}}}";
        try (RawOrigin n0 = RawOrigin.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nn0");
                RawOrigin n1 = RawOrigin.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nn1");
                Gateway attache = balanced(3, STICKY)
                        .cluster("next", n0.address(), n1.address())
                        .route(split)
                        .start()) {
            Set<String> arms = new HashSet<>();
            for (int i = 0; i < 20; i++) {
                HttpAnswer first = attache.get("/", "Cookie: v=visitor" + i);
                String both = cookieOf(first) + "; v=visitor" + i;
                assertThat(attache.get("/", both).body()).isEqualTo(first.body());
                arms.add(first.body().substring(0, 1));
            }
            assertThat(arms).containsExactlyInAnyOrder("o", "n");
        }
    }

    @Test
    void anEndpointOfWeightZeroGetsNothingNewAndFinishesWhatItHas() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        try (RawOrigin leaving = holding(1, end);
                Gateway attache = Gateway.before(leaving.address())
                        .clusterSettings("balance: round-robin")
                        .start();
                RawClient client = attache.client()) {
            client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
            Eventually.holds("it has one", () -> leaving.requests().size() == 1);
            attache.reload(Gateway.of("{address: '" + leaving.address() + "', weight: 0}, '"
                    + origins.getFirst().address() + "'"));
            Eventually.passes(() -> assertThat(bodies(attache, 4)).containsOnly("o0"));
            int before = leaving.requests().size();
            assertThat(bodies(attache, 10)).containsOnly("o0");
            assertThat(leaving.requests()).hasSize(before);
            end.countDown();
            assertThat(client.readBytes(40)).endsWith("ok");
        }
    }
}
