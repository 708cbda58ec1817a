package dev.attache.role.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attache.role.Experiment;
import dev.attache.testing.Eventually;
import dev.attache.testing.HttpAnswer;
import dev.attache.testing.RawClient;
import dev.attache.testing.RawOrigin;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Requests that are sent to another cluster as well, and what comes of their replies.
final class MirrorIT {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private static Gateway.Plan mirrored(RawOrigin origin, RawOrigin copy, String mirror) {
        return Gateway.before(origin.address())
                .cluster("copy", copy.address())
                .route("{cluster: origin, mirror: {cluster: copy, " + mirror + "}}");
    }

    private static String json(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n"
                + body;
    }

    private static double outcome(Gateway attache, String word) {
        return attache.metric("attache_http_mirrored_total", "outcome=\"" + word + "\"");
    }

    @Test
    void aCopyGoesToTheOtherClusterWithoutCredentialsAndWithAMark() throws IOException {
        try (RawOrigin origin = RawOrigin.answering(OK);
                RawOrigin copy = RawOrigin.answering(OK);
                Gateway attache = mirrored(origin, copy, "remove: [X-Api-Key]").start()) {
            assertThat(attache.get(
                                    "/a?b=c",
                                    "Host: shop",
                                    "Authorization: Bearer secret",
                                    "cookie: session=secret",
                                    "X-Api-Key: secret",
                                    "x-attache-mirror: forged",
                                    "X-Kept: 1")
                            .body())
                    .isEqualTo("ok");
            Eventually.passes(() -> assertThat(copy.requests()).hasSize(1));
            String sent = copy.requests().getFirst();
            assertThat(sent)
                    .startsWith("GET /a?b=c HTTP/1.1\r\n")
                    .contains("\r\nHost: shop\r\n", "\r\nX-Kept: 1\r\n", "\r\nX-Attache-Mirror: mirrored\r\n")
                    .doesNotContain("secret", "forged");
            String own = origin.requests().getFirst();
            assertThat(own).contains("Bearer secret").doesNotContain("X-Attache-Mirror", "forged");
            String id = own.substring(own.indexOf("X-Request-Id"), own.indexOf("X-Request-Id") + 46);
            assertThat(sent).contains(id);
        }
    }

    @Test
    void onlyWhatIsSafeIsMirroredUnlessMethodsAreListed() throws IOException {
        try (RawOrigin origin = RawOrigin.answering(OK);
                RawOrigin copy = RawOrigin.answering(OK);
                Gateway attache = mirrored(origin, copy, "name: m").start()) {
            post(attache, "no");
            HttpAnswer.of(attache.port(), "DELETE", "/");
            attache.get("/last");
            Eventually.passes(() -> assertThat(copy.requests()).hasSize(1));
            assertThat(copy.requests().getFirst()).startsWith("GET /last");
        }
    }

    private static void post(Gateway attache, String body) throws IOException {
        try (RawClient client = attache.client()) {
            client.send("POST /p HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n");
            client.readTo("ok");
        }
    }

    @Test
    void bodiesAreMirroredUpToTheBound() throws IOException {
        try (RawOrigin origin = RawOrigin.doing((connection, _, _) -> {
                    connection.readTo("\r\n0\r\n\r\n");
                    connection.send(OK);
                });
                RawOrigin copy = RawOrigin.answering(OK);
                Gateway attache =
                        mirrored(origin, copy, "methods: [POST], body: 1KiB").start()) {
            post(attache, "x".repeat(1025));
            post(attache, "x".repeat(1024));
            Eventually.passes(() -> assertThat(copy.requests()).hasSize(1));
            assertThat(copy.requests().getFirst())
                    .contains("\r\nContent-Length: 1024\r\n")
                    .endsWith("\r\n\r\n" + "x".repeat(1024))
                    .doesNotContain("chunked");
            assertThat(outcome(attache, "too-long")).isEqualTo(1);
        }
    }

    @Test
    void aMirrorThatHangsSlowsNobodyAndIsBounded() throws IOException {
        try (RawOrigin origin = RawOrigin.answering(OK);
                RawOrigin copy = RawOrigin.doing((_, _, _) -> {});
                Gateway attache =
                        mirrored(origin, copy, "concurrency: 3, timeout: 300ms").start()) {
            for (int i = 0; i < 10; i++) {
                assertThat(attache.get("/").body()).isEqualTo("ok");
            }
            assertThat(outcome(attache, "skipped")).isPositive();
            Eventually.passes(
                    () -> assertThat(outcome(attache, "failed")).isPositive().isEqualTo(outcome(attache, "sent")));
            double before = outcome(attache, "sent");
            attache.get("/");
            assertThat(outcome(attache, "sent")).as("there is room again").isEqualTo(before + 1);
        }
    }

    @Test
    void aMirrorThatIsDownOrTalksNonsenseHarmsNobody() throws IOException {
        RawOrigin down = RawOrigin.answering(OK);
        down.close();
        try (RawOrigin origin = RawOrigin.answering(OK);
                RawOrigin nonsense = RawOrigin.answering("nonsense\r\n\r\n");
                Gateway gone = mirrored(origin, down, "name: m").start();
                Gateway odd = mirrored(origin, nonsense, "name: m").start()) {
            for (int i = 0; i < 5; i++) {
                assertThat(gone.get("/").body()).isEqualTo("ok");
                assertThat(odd.get("/").body()).isEqualTo("ok");
            }
            Eventually.passes(() -> assertThat(outcome(gone, "failed")).isEqualTo(5));
            Eventually.passes(() -> assertThat(outcome(odd, "failed")).isEqualTo(5));
        }
    }

    @Test
    void aShareIsMirrored() throws IOException {
        try (RawOrigin origin = RawOrigin.answering(OK);
                RawOrigin copy = RawOrigin.answering(OK);
                Gateway attache =
                        mirrored(origin, copy, "share: 30%, concurrency: 1024").start();
                RawClient client = attache.client()) {
            for (int i = 0; i < 1000; i++) {
                client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n").readTo("ok");
            }
            double sigma = Math.sqrt(1000 * 0.3 * 0.7);
            assertThat(outcome(attache, "sent")).isBetween(300 - 5 * sigma, 300 + 5 * sigma);
        }
    }

    @Test
    void differencesAreToldFromNoise() throws IOException {
        AtomicInteger clock = new AtomicInteger();
        try (RawOrigin origin = RawOrigin.doing((connection, _, _) ->
                        connection.send(json("{\"price\": 10, \"now\": %d}".formatted(clock.incrementAndGet()))));
                RawOrigin copy = RawOrigin.doing((connection, _, _) ->
                        connection.send(json("{\"price\": 11, \"now\": %d}".formatted(clock.incrementAndGet()))));
                Gateway attache = mirrored(origin, copy, "name: prices, answers: compare, headers: [content-type]")
                        .start()) {
            for (int i = 0; i < 20; i++) {
                attache.get("/price");
            }
            Experiment experiment = attache.role().experiments().getFirst();
            Eventually.passes(() -> assertThat(experiment.differences(false)).containsEntry("compared", 20L));
            assertThat(experiment.name()).isEqualTo("prices");
            assertThat(fields(experiment, false)).containsExactly("body.price changed");
            assertThat(fields(experiment, true)).containsExactly("body.now noisy", "body.price changed");
            assertThat(origin.requests().stream().filter(each -> each.contains("X-Attache-Mirror: control")))
                    .hasSize(20);
            assertThat(experiment.facts().get("mirror")).asString().contains("different=20");
            assertThatThrownBy(() -> experiment.reweigh(Map.of())).hasMessageContaining("nothing is split");
        }
    }

    @SuppressWarnings("unchecked")
    private static List<String> fields(Experiment experiment, boolean noise) {
        Object fields = Objects.requireNonNull(experiment.differences(noise).get("fields"));
        return ((List<Map<String, Object>>) fields)
                .stream()
                        .map(each -> each.get("field") + " " + each.get("verdict"))
                        .toList();
    }

    @Test
    void ofASplitOnlyTheControlIsCompared() throws IOException {
        try (RawOrigin stable = RawOrigin.answering(json("{\"v\": 1}"));
                RawOrigin next = RawOrigin.answering(json("{\"v\": 2}"));
                Gateway attache = new Gateway.Plan()
                        .cluster("stable", stable.address())
                        .cluster("next", next.address())
                        .route("split: {name: shop, by: {header: x-user}, override: {header: x-arm}, arms:"
                                + " {stable: {cluster: stable}, next: {cluster: next}}}\n"
                                + "        mirror: {cluster: next, answers: compare}")
                        .start()) {
            for (int i = 0; i < 12; i++) {
                attache.get("/", "X-Arm: next", "X-User: u");
                attache.get("/", "X-Arm: stable", "X-User: u");
            }
            Experiment experiment = attache.role().experiments().getFirst();
            Eventually.passes(() -> assertThat(experiment.differences(false)).containsEntry("compared", 12L));
            assertThat(fields(experiment, false)).containsExactly("body.v changed");
            assertThat(experiment.facts()).containsKeys("arms", "mirror");
        }
    }

    @Test
    void connectionsOfTheMirrorAreUsedAgainAndReplacedWhenTheyAreClosed() throws IOException {
        AtomicInteger number = new AtomicInteger();
        try (RawOrigin origin = RawOrigin.answering(OK);
                RawOrigin copy = RawOrigin.doing((connection, _, _) -> {
                    connection.send(OK);
                    if (number.incrementAndGet() % 5 == 0) {
                        connection.close();
                    }
                });
                Gateway attache = mirrored(origin, copy, "answers: drop").start()) {
            for (int i = 1; i <= 20; i++) {
                attache.get("/");
                int sent = i;
                Eventually.passes(() -> assertThat(copy.requests()).hasSize(sent));
            }
            assertThat(outcome(attache, "failed")).isZero();
            assertThat(copy.connections()).isLessThan(15);
        }
    }
}
