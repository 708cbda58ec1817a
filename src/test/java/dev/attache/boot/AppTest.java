package dev.attache.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attache.testing.ChildProcess;
import dev.attache.testing.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AppTest {
    @TempDir
    private Path folder;

    private final CompletableFuture<Integer> status = new CompletableFuture<>();

    private final List<App> apps = new ArrayList<>();

    @AfterEach
    void killApps() {
        apps.forEach(App::kill);
    }

    private App start(String... command) throws AppStartException {
        App app = new App(List.of(command));
        app.start(status::complete);
        apps.add(app);
        return app;
    }

    private App startScript(String script) throws AppStartException {
        List<String> command = new ArrayList<>(ChildProcess.DEFAULT_SIGNALS);
        command.addAll(List.of("sh", "-c", script));
        return start(command.toArray(String[]::new));
    }

    private int exitStatus() throws Exception {
        return status.get(10, TimeUnit.SECONDS);
    }

    @Test
    void itsExitStatusIsTold() throws Exception {
        start("sh", "-c", "exit 42");

        assertThat(exitStatus()).isEqualTo(42);
    }

    @ParameterizedTest
    @EnumSource(names = {"TERM", "INT", "HUP", "USR1", "USR2"})
    void aSignalReachesIt(PosixSignal signal) throws Exception {
        Path ready = folder.resolve("ready");
        App app = startScript("trap 'exit 7' " + signal + "; : > " + ready + "; while :; do sleep 0.01; done");
        Eventually.holds("the app is ready", () -> Files.exists(ready));

        app.signal(signal);

        assertThat(exitStatus()).isEqualTo(7);
    }

    @Test
    void theSignalThatEndedItIsTold() throws Exception {
        start("sleep", "60").kill();

        assertThat(exitStatus()).isEqualTo(128 + 9);
    }

    @Test
    void oneThatDoesNotWantToEndIsEnded() throws Exception {
        Path ready = folder.resolve("ready");
        App app = startScript("trap '' TERM; : > " + ready + "; while :; do sleep 0.01; done");
        Eventually.holds("the app is ready", () -> Files.exists(ready));

        app.end(50);

        assertThat(exitStatus()).isEqualTo(128 + 9);
        assertThat(app.isRunning()).isFalse();
    }

    @Test
    void aProgramThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> start("no-such-program-at-all"))
                .isInstanceOfSatisfying(
                        AppStartException.class, e -> assertThat(e.exitStatus()).isEqualTo(127))
                .hasMessage("cannot run no-such-program-at-all: it is not on PATH");
        assertThatThrownBy(() -> start(folder.resolve("nothing").toString()))
                .isInstanceOfSatisfying(
                        AppStartException.class, e -> assertThat(e.exitStatus()).isEqualTo(127))
                .hasMessageEndingWith("no such file");
    }

    @Test
    void aFileThatIsNoProgramIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.txt"), "hello");

        assertThatThrownBy(() -> start(file.toString()))
                .isInstanceOfSatisfying(
                        AppStartException.class, e -> assertThat(e.exitStatus()).isEqualTo(126))
                .hasMessageEndingWith("it is not executable");
        assertThatThrownBy(() -> start(folder.toString()))
                .isInstanceOfSatisfying(
                        AppStartException.class, e -> assertThat(e.exitStatus()).isEqualTo(126));
    }
}
