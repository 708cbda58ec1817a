package dev.attache.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.Attache;
import dev.attache.testing.Eventually;
import dev.attache.testing.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The app beside the roles: it starts after them, ends before them, and its end is ours.
class ExecIT {
    /// A shell that waits without a child of its own, so that it can be signalled and leaves nothing behind.
    private static final String WAIT = "while :; do sleep 0.02; done";

    @TempDir
    private Path folder;

    private final int port = FreePorts.next();

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("attache.yaml"), """
            admin: {listen: 127.0.0.1:0}
            clusters: {shards: {endpoints: [127.0.0.1:1]}}
            roles: {cache: {kind: redis, cluster: shards, listen: 127.0.0.1:%d}}
            """.formatted(port));
    }

    private Attache exec(String... command) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("exec", "-c", "attache.yaml", "--"));
        arguments.addAll(List.of(command));
        return Attache.start(folder, arguments.toArray(String[]::new));
    }

    private static boolean runs(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    private long appPid() throws IOException {
        Path file = folder.resolve("pid");
        Eventually.holds(
                "the app runs",
                () -> Files.exists(file) && !Files.readString(file).isBlank());
        return Long.parseLong(Files.readString(file).strip());
    }

    @ParameterizedTest
    @CsvSource({"exit 0, 0", "exit 42, 42", "kill -KILL $$, 137", "kill -TERM $$, 143"})
    void itEndsAsTheAppEnds(String script, int status) throws IOException {
        try (Attache attache = exec("sh", "-c", script)) {
            assertThat(attache.awaitExit()).isEqualTo(status);
        }
    }

    @Test
    void theAppStartsWhenTheRolesAreReadyAndHasItsArgumentsAsTheyAre() throws IOException {
        String script = "exec 3<>/dev/tcp/127.0.0.1/" + port + " && echo connected \"$@\"";

        try (Attache attache = exec("bash", "-c", script, "me", "-x", "--", "--help", "@file", "a b")) {
            assertThat(attache.awaitExit()).isZero();
            assertThat(attache.output()).contains("connected -x -- --help @file a b\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT", "HUP", "USR1", "USR2"})
    void signalsReachTheApp(String signal) throws IOException {
        try (Attache attache = exec("sh", "-c", "trap 'exit 7' " + signal + "; echo $$ > pid; " + WAIT)) {
            appPid();
            attache.signal(signal);

            assertThat(attache.awaitExit()).isEqualTo(7);
        }
    }

    @Test
    void theRolesServeUntilTheAppHasEnded() throws IOException {
        String script = "trap 'echo asked; exec 3<>/dev/tcp/127.0.0.1/" + port + " && echo served; exit 0' TERM; "
                + "echo $$ > pid; " + WAIT;

        try (Attache attache = exec("bash", "-c", script)) {
            appPid();
            attache.signal("TERM");

            assertThat(attache.awaitExit()).isZero();
            assertThat(attache.output()).containsSubsequence("asked", "served", "draining");
        }
    }

    @Test
    void readyzTurnsWhileTheAppEnds() throws IOException {
        try (Attache attache =
                exec("sh", "-c", "trap : TERM; echo $$ > pid; " + WAIT).awaitReady()) {
            appPid();
            attache.signal("TERM");

            Eventually.holds("readyz has turned", () -> attache.get("/readyz").status() == 503);
        }
    }

    @Test
    void aSecondSignalKillsTheApp() throws IOException {
        try (Attache attache =
                exec("sh", "-c", "trap '' TERM; echo $$ > pid; " + WAIT).awaitReady()) {
            long app = appPid();
            attache.signal("TERM");
            Eventually.holds("readyz has turned", () -> attache.get("/readyz").status() == 503);
            attache.signal("TERM");

            assertThat(attache.awaitExit()).isEqualTo(128 + 9);
            assertThat(runs(app)).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({"no-such-program-at-all, 127, it is not on PATH", "./attache.yaml, 126, it is not executable"})
    void anAppThatCannotRunIsNamed(String program, int status, String why) throws IOException {
        try (Attache attache = exec(program)) {
            assertThat(attache.awaitExit()).isEqualTo(status);
            assertThat(attache.output())
                    .contains("cannot run " + program + ": " + why)
                    .doesNotContain("\tat ");
            assertThat(FreePorts.isFree(port)).isTrue();
        }
    }

    @Test
    void theAppIsNotStartedWhereARoleCannot() throws IOException {
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
                Attache attache = exec("sh", "-c", "echo started")) {
            assertThat(taken.isBound()).isTrue();
            assertThat(attache.awaitExit()).isEqualTo(1);
            assertThat(attache.output()).doesNotContain("started");
        }
    }

    @Test
    void whatTheLauncherSetForAttacheDoesNotReachTheApp() throws IOException {
        Map<String, String> environment =
                Map.of("MALLOC_ARENA_MAX", "1", "ATTACHE_LAUNCHER_VARIABLES", "MALLOC_ARENA_MAX", "KEPT", "yes");
        String script = "echo \"<$MALLOC_ARENA_MAX$ATTACHE_LAUNCHER_VARIABLES$KEPT>\"";

        try (Attache attache = Attache.start(
                folder, environment, "dev.attache.Main", "exec", "-c", "attache.yaml", "sh", "-c", script)) {
            assertThat(attache.awaitExit()).isZero();
            assertThat(attache.output()).contains("<yes>");
        }
    }
}
