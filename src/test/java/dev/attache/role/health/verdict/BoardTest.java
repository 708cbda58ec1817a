package dev.attache.role.health.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.config.ConfigException;
import dev.attache.config.ConfigLoader;
import dev.attache.config.HealthShimConfig;
import dev.attache.upstream.probe.Finding;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BoardTest {
    private static final Instant BEGIN = Instant.parse("2026-11-21T10:00:00Z");

    private Instant now = BEGIN;
    private final List<String> heard = new ArrayList<>();

    private static HealthShimConfig config(String settings) {
        String yaml = "roles:\n  h:\n    kind: health\n    listen: 127.0.0.1:0\n    checks:\n"
                + "      app: {tcp: \"127.0.0.1:1\"}\n      db: {tcp: \"127.0.0.1:2\", shared: true}\n"
                + "      cache: {tcp: \"127.0.0.1:3\"}\n" + settings.indent(4);
        try {
            return (HealthShimConfig) Objects.requireNonNull(ConfigLoader.parse(Path.of("a.yaml"), yaml, Map.of())
                    .config()
                    .roles()
                    .get("h"));
        } catch (ConfigException e) {
            throw new AssertionError(e);
        }
    }

    private Board board(String settings) {
        Board board = new Board(config(settings), () -> now);
        board.listen(verdict -> heard.add(verdict.endpoint().label() + " " + verdict.label()));
        return board;
    }

    private void pass(Board board, String... checks) {
        for (String each : checks) {
            board.onAnswer(each, new CheckState.Passing(now), Finding.GOOD, 1000);
        }
    }

    private void fail(Board board, String... checks) {
        for (String each : checks) {
            board.onAnswer(each, new CheckState.Failing(now, "broken"), Finding.of("broken"), 1000);
        }
    }

    private static String label(Board board, Endpoint endpoint) {
        return board.verdict(endpoint, Set.of()).label();
    }

    @Test
    void withoutSentencesLiveIsYesAndReadyNeedsAllChecks() {
        Board board = board("");

        assertThat(label(board, Endpoint.LIVE)).isEqualTo("pass");
        assertThat(label(board, Endpoint.READY)).isEqualTo("fail");
        pass(board, "app", "db");
        assertThat(board.verdict(Endpoint.READY, Set.of()).why()).isEqualTo("cache: not checked yet");
        pass(board, "cache");
        assertThat(label(board, Endpoint.READY)).isEqualTo("pass");
        assertThat(heard).containsExactly("ready pass", "startup pass");
    }

    @Test
    void whatASentenceCanDoWithoutDegradesIt() {
        Board board = board("ready: app && (db || cache)");
        pass(board, "app", "db");
        fail(board, "cache");

        Verdict verdict = board.verdict(Endpoint.READY, Set.of());

        assertThat(verdict.label()).isEqualTo("degraded");
        assertThat(verdict.passes()).isTrue();
        assertThat(verdict.why()).isEqualTo("cache: broken");
        fail(board, "db");
        assertThat(label(board, Endpoint.READY)).isEqualTo("fail");
    }

    @Test
    void whatHasToFailIsWrongWhenItPasses() {
        Board board = board("ready: app && !cache");
        pass(board, "app");
        fail(board, "cache");
        assertThat(label(board, Endpoint.READY)).isEqualTo("pass");

        pass(board, "cache");

        assertThat(board.verdict(Endpoint.READY, Set.of()).why()).isEqualTo("cache: has to fail");
    }

    @Test
    void aSharedDependencyDegradesLivenessAndNeverFailsItByDefault() {
        Board board = board("live: app && db");
        pass(board, "app", "db");
        fail(board, "db");

        assertThat(label(board, Endpoint.LIVE)).isEqualTo("degraded");
        fail(board, "app");
        assertThat(label(board, Endpoint.LIVE)).isEqualTo("fail");
    }

    @Test
    void aSharedDependencyFailsLivenessWhereTheFileSaysSo() {
        Board board = board("live: app && db\nshared-fails-live: true");
        pass(board, "app", "db");
        fail(board, "db");

        assertThat(label(board, Endpoint.LIVE)).isEqualTo("fail");
    }

    @Test
    void aSharedDependencyFailsReadinessWhoseSentenceNamesIt() {
        Board board = board("ready: app && db");
        pass(board, "app");
        fail(board, "db");

        assertThat(label(board, Endpoint.READY)).isEqualTo("fail");
    }

    @Test
    void whatNobodyHasCheckedYetSaysNothingAgainstLife() {
        Board board = board("live: app\nready: app");

        assertThat(board.verdict(Endpoint.LIVE, Set.of()).passes()).isTrue();
        assertThat(board.verdict(Endpoint.READY, Set.of()).passes()).isFalse();
    }

    @Test
    void whatHasStartedStaysStarted() {
        Board board = board("startup: app");
        pass(board, "app");
        fail(board, "app");

        Verdict verdict = board.verdict(Endpoint.STARTUP, Set.of());

        assertThat(verdict.passes()).isTrue();
        assertThat(verdict.note()).isEqualTo("has started before");
    }

    @Test
    void duringTheGraceLifeIsNotDoubtedUntilTheStartIsOver() {
        Board board = board("live: app\nstartup: app\ngrace: 30s");
        fail(board, "app");
        assertThat(board.verdict(Endpoint.LIVE, Set.of()).passes()).isTrue();

        now = BEGIN.plusSeconds(31);
        assertThat(board.verdict(Endpoint.LIVE, Set.of()).passes())
                .as("the grace is over")
                .isFalse();

        now = BEGIN.plusSeconds(5);
        pass(board, "app");
        fail(board, "app");
        assertThat(board.verdict(Endpoint.LIVE, Set.of()).passes())
                .as("it had started")
                .isFalse();
    }

    @Test
    void anOperatorsWordCountsUntilItsTimeIsOver() {
        Board board = board("ready: app");
        pass(board, "app");

        board.say("app", new ManualWord(false, now.plusSeconds(60), "deploying"));

        Verdict verdict = board.verdict(Endpoint.READY, Set.of());
        assertThat(verdict.passes()).isFalse();
        assertThat(verdict.why()).isEqualTo("app: set by hand until 2026-11-21T10:01:00Z: deploying");
        now = now.plusSeconds(60);
        board.look();
        assertThat(label(board, Endpoint.READY)).isEqualTo("pass");
        assertThat(heard).containsSubsequence("ready pass", "ready fail", "ready pass");
    }

    @Test
    void anOperatorsWordOnAnEndpointDecidesWhateverIsFound() {
        Board board = board("live: app\nready: app");
        fail(board, "app");

        board.say(Endpoint.READY, new ManualWord(true, now.plusSeconds(60), ""));
        assertThat(board.verdict(Endpoint.READY, Set.of()).passes()).isTrue();
        board.say(Endpoint.READY, null);
        assertThat(board.verdict(Endpoint.READY, Set.of()).passes()).isFalse();
    }

    @Test
    void whileItDrainsItIsNotReadyAndAlive() {
        Board board = board("live: app\nready: app");
        pass(board, "app");

        board.drain(true);
        assertThat(board.verdict(Endpoint.READY, Set.of()).why()).isEqualTo("draining");
        assertThat(label(board, Endpoint.LIVE)).isEqualTo("pass");
        board.drain(false);
        assertThat(label(board, Endpoint.READY)).isEqualTo("pass");
    }

    @Test
    void whatIsExcludedCountsAsGood() {
        Board board = board("ready: app && db");
        pass(board, "app");
        fail(board, "db");

        Verdict verdict = board.verdict(Endpoint.READY, Set.of("db"));

        assertThat(verdict.label()).isEqualTo("pass");
        assertThat(verdict.checks()).extracting(CheckReport::name).containsExactly("app");
    }

    @Test
    void checksThatStayKeepWhatIsKnownThroughAReload() {
        Board board = board("ready: app && db");
        pass(board, "app", "db");

        board.reload(config("ready: app && db && cache"));

        assertThat(board.verdict(Endpoint.READY, Set.of()).why()).isEqualTo("cache: not checked yet");
    }

    @Test
    void anAnswerToACheckThatIsGoneChangesNothing() {
        Board board = board("");

        fail(board, "nobody");

        assertThat(board.check("nobody")).isNull();
        assertThat(board.say("nobody", null)).isFalse();
    }
}
