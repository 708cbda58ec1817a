package dev.attache.role.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attache.role.Experiment;
import dev.attache.testing.Eventually;
import dev.attache.testing.HttpAnswer;
import dev.attache.testing.RawClient;
import dev.attache.testing.RawOrigin;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Experiments at work: counts, goals, weights changed live, and the guard.
final class ExperimentIT {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final String BROKEN = "HTTP/1.1 500 Oops\r\nContent-Length: 2\r\n\r\nno";

    private static Gateway.Plan split(RawOrigin stable, RawOrigin next, int weight, String more) {
        return new Gateway.Plan()
                .cluster("stable", stable.address())
                .cluster("next", next.address())
                .route(("split: {name: checkout, by: {header: x-user}, override: {header: x-arm}, arms:"
                                + " {stable: {cluster: stable, weight: 50}, next: {cluster: next, weight: %d}}%s}")
                        .formatted(weight, more));
    }

    private static Experiment experiment(Gateway attache) {
        return attache.role().experiments().getFirst();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> arm(Gateway attache, int index) {
        Object arms = experiment(attache).facts().get("arms");
        return ((List<Map<String, Object>>) Objects.requireNonNull(arms)).get(index);
    }

    private static long requests(Gateway attache, int arm) {
        return (long) Objects.requireNonNull(arm(attache, arm).get("requests"));
    }

    /// Sends requests of so many users over one connection.
    private static Map<String, String> visit(Gateway attache, String path, int from, int to) throws IOException {
        Map<String, String> bodies = new HashMap<>();
        try (RawClient client = attache.client()) {
            for (int i = from; i < to; i++) {
                client.send("GET " + path + " HTTP/1.1\r\nHost: h\r\nX-User: u" + i + "\r\n\r\n");
                String head = client.readTo("\r\n\r\n");
                bodies.put("u" + i, head.substring(9, 12) + client.readBytes(2));
            }
        }
        return bodies;
    }

    @Test
    void requestsAndErrorsAreCountedByArmWithoutThoseOfTestersAndOfNobody() throws IOException {
        try (RawOrigin stable = RawOrigin.answering(OK);
                RawOrigin next = RawOrigin.answering(BROKEN);
                Gateway attache = split(stable, next, 50, "").loops(2).start()) {
            Map<String, String> bodies = visit(attache, "/", 0, 200);
            long onNext = bodies.values().stream().filter("500no"::equals).count();
            attache.get("/", "X-Arm: next", "X-User: u1");
            attache.get("/");

            assertThat(arm(attache, 0)).containsEntry("requests", 200 - onNext).containsEntry("errors", 0L);
            assertThat(arm(attache, 1)).containsEntry("requests", onNext).containsEntry("errors", onNext);
        }
    }

    @Test
    void anArmThatIsDownCountsAsErrors() throws IOException {
        try (RawOrigin stable = RawOrigin.answering(OK)) {
            RawOrigin gone = RawOrigin.answering(OK);
            gone.close();
            try (Gateway attache = split(stable, gone, 50, "").start()) {
                for (int i = 0; i < 40; i++) {
                    attache.get("/", "X-User: u" + i);
                }
                assertThat(requests(attache, 1)).isPositive();
                assertThat(arm(attache, 1).get("errors"))
                        .isEqualTo(arm(attache, 1).get("requests"));
            }
        }
    }

    @Test
    void goalsAreReachedByRequestsByAnswersAndByWordOfTheApp() throws IOException {
        String goals = ", goals: {order: {match: {path: /done}}, signup: {header: x-goal}, call: {}}";
        try (RawOrigin stable = RawOrigin.answering(OK.replace("\r\n\r\n", "\r\nX-Goal: yes\r\n\r\n"));
                RawOrigin next = RawOrigin.answering(OK);
                Gateway attache = split(stable, next, 50, goals).start()) {
            visit(attache, "/", 0, 100);
            visit(attache, "/done", 0, 30);
            visit(attache, "/done", 0, 30);
            Experiment experiment = experiment(attache);
            int seen = 0;
            for (int i = 50; i < 150; i++) {
                seen += experiment.onGoal("call", "u" + i, "") ? 1 : 0;
            }
            assertThat(seen).as("visitors who were seen").isEqualTo(50);
            assertThat(experiment.onGoal("call", "", "next")).isFalse();
            assertThat(sum(attache, "order", "visitors")).isEqualTo(30);
            assertThat(sum(attache, "order", "events")).isEqualTo(60);
            assertThat(sum(attache, "call", "visitors")).isEqualTo(50);
            assertThat(sum(attache, "call", "events")).isEqualTo(51);
            assertThat(goal(attache, 0, "signup").get("visitors"))
                    .isEqualTo(arm(attache, 0).get("visitors"));
            assertThat(goal(attache, 1, "signup").get("visitors")).isEqualTo(0);
            assertThatThrownBy(() -> experiment.onGoal("nonsense", "u1", "")).hasMessageContaining("no goal nonsense");
            assertThatThrownBy(() -> experiment.onGoal("call", "", "nonsense")).hasMessageContaining("no arm nonsense");
            assertThat(attache.metric("attache_experiment_goals_reached", "goal=\"order\""))
                    .isEqualTo(60);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> goal(Gateway attache, int arm, String goal) {
        Object goals = Objects.requireNonNull(arm(attache, arm).get("goals"));
        return Objects.requireNonNull(((Map<String, Map<String, Object>>) goals).get(goal));
    }

    private static long sum(Gateway attache, String goal, String what) {
        return count(attache, 0, goal, what) + count(attache, 1, goal, what);
    }

    private static long count(Gateway attache, int arm, String goal, String what) {
        return ((Number) Objects.requireNonNull(goal(attache, arm, goal).get(what))).longValue();
    }

    @Test
    void weightsSetByHandHoldUntilTheFileIsReadAgainAndMoveVisitorsInOneDirection() throws IOException {
        try (RawOrigin stable = RawOrigin.answering(OK);
                RawOrigin next = RawOrigin.answering(OK.replace("ok", "nx"));
                Gateway attache = split(stable, next, 10, "").start()) {
            Map<String, String> before = visit(attache, "/", 0, 300);
            experiment(attache).reweigh(Map.of("next", 50));
            Eventually.passes(() -> assertThat(arm(attache, 1)).containsEntry("weight", 50));
            Map<String, String> after = visit(attache, "/", 0, 300);
            assertThat(after.values().stream().filter("200nx"::equals).count())
                    .isBetween(100L, 200L)
                    .isEqualTo(arm(attache, 1).get("requests"));
            before.forEach((user, body) -> {
                if (body.equals("200nx")) {
                    assertThat(after.get(user)).isEqualTo(body);
                }
            });
            assertThat(experiment(attache).facts()).containsEntry("weights-set-by-hand", true);
            assertThat(attache.role().status().facts().get("experiments"))
                    .isEqualTo(Map.of("checkout", Map.of("stable", 50, "next", 50)));
            assertThat(attache.metric("attache_experiment_arm_weight", "arm=\"next\""))
                    .isEqualTo(50);

            attache.role().onFileRead();

            assertThat(arm(attache, 1)).containsEntry("weight", 10);
            Eventually.passes(() -> assertThat(visit(attache, "/", 0, 300)).isEqualTo(before));
        }
    }

    @Test
    void weightsThatMakeNoSenseAreRefusedAndChangeNothing() throws IOException {
        try (RawOrigin stable = RawOrigin.answering(OK);
                Gateway attache = split(stable, stable, 10, "").start()) {
            Experiment experiment = experiment(attache);
            assertThatThrownBy(() -> experiment.reweigh(Map.of("nxt", 1))).hasMessageContaining("no arm nxt");
            assertThatThrownBy(() -> experiment.reweigh(Map.of("next", 0, "stable", 0)))
                    .hasMessageContaining("above 0");
            assertThatThrownBy(() -> experiment.reweigh(Map.of("next", 2_000_000)))
                    .hasMessageContaining("between");
            assertThat(experiment.facts()).containsEntry("weights-set-by-hand", false);
        }
    }

    @Test
    void theGuardTakesOutAnArmThatIsWorseAndItStaysOutThroughAReloadOfOtherThings() throws IOException {
        String guard = ", guard: {errors: 5%, minimum: 100}";
        try (RawOrigin stable = RawOrigin.answering(OK);
                RawOrigin next =
                        RawOrigin.doing((connection, _, number) -> connection.send(number % 2 == 0 ? BROKEN : OK));
                Gateway attache = split(stable, next, 50, guard).start()) {
            visit(attache, "/", 0, 600);
            Eventually.passes(() -> assertThat(arm(attache, 1)).containsEntry("weight", 0));
            assertThat(attache.role().status().detail())
                    .contains("experiment checkout: arm next is taken out, errors ", "margin 5%");
            Eventually.holds(
                    "it is counted",
                    () -> attache.metric("attache_experiment_arms_taken_out_total", "arm=\"next\"") == 1);
            Eventually.passes(
                    () -> assertThat(visit(attache, "/", 0, 100).values()).containsOnly("200ok"));

            attache.reload(split(stable, next, 50, guard).role("max-clients: 77"));
            assertThat(arm(attache, 1)).containsEntry("weight", 0).containsKey("taken-out");
            attache.role().onFileRead();
            assertThat(arm(attache, 1)).containsEntry("weight", 0).containsKey("taken-out");

            experiment(attache).reweigh(Map.of("next", 5));
            assertThat(arm(attache, 1)).containsEntry("weight", 5).doesNotContainKey("taken-out");
            assertThat(attache.role().status().detail()).isEmpty();
        }
    }

    @Test
    void countsGoOnThroughAReloadThatLeavesTheExperimentAlone() throws IOException {
        try (RawOrigin stable = RawOrigin.answering(OK);
                Gateway attache = split(stable, stable, 50, "").start()) {
            visit(attache, "/", 0, 50);
            long before = requests(attache, 0);
            attache.reload(split(stable, stable, 50, "").role("max-clients: 77"));
            visit(attache, "/", 0, 50);
            assertThat(arm(attache, 0)).containsEntry("requests", 2 * before);
            attache.reload(split(stable, stable, 60, ""));
            assertThat(arm(attache, 0)).containsEntry("requests", 0L);
        }
    }

    @Test
    void everybodyStaysOnHisArmThroughARestartWhateverTheOrderOfVisits() throws IOException {
        try (RawOrigin stable = RawOrigin.answering(OK);
                RawOrigin next = RawOrigin.answering(OK.replace("ok", "nx"))) {
            Map<String, String> first;
            try (Gateway attache = split(stable, next, 50, "").loops(2).start()) {
                first = visit(attache, "/", 0, 400);
            }
            try (Gateway attache = split(stable, next, 50, "").start()) {
                HttpAnswer one = attache.get("/", "X-User: u399");
                assertThat("200" + one.body()).isEqualTo(first.get("u399"));
                assertThat(visit(attache, "/", 0, 400)).isEqualTo(first);
            }
        }
    }
}
