package dev.attache.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RunningServerIT {
    private static final Program REDIS = Program.REDIS_SERVER;

    /// An engine that is not there.
    private static final class NoEngine implements ContainerEngine {
        @Override
        public boolean answers() {
            return false;
        }

        @Override
        public RunningServer run(Program program, Path folder, List<String> arguments) {
            throw new AssertionError("asked to run " + program.name());
        }
    }

    @Test
    void withNeitherTheProgramNorAnEngineItIsSaidWhatToInstall() throws IOException {
        try (TempFolder folder = TempFolder.create("redis")) {
            assertThatThrownBy(() -> RunningServer.startContained(REDIS, folder.path(), List.of(), new NoEngine()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("redis-server is not on PATH; install the package that brings it, on Debian: "
                            + "apt-get install redis-server; or start a Docker engine, in which redis:7.0.15 can run: "
                            + "none answers");
        }
    }

    @Test
    void aProgramWithoutAnImageIsAskedForOnPathAlone() throws IOException {
        try (TempFolder folder = TempFolder.create("absent")) {
            assertThatThrownBy(
                            () -> RunningServer.start(new Program("no-such-server", "some"), folder.path(), List.of()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageEndingWith("apt-get install some");
        }
    }

    /// Where no engine answers, that very thing is what has to be said.
    @Test
    void whereAnEngineAnswersTheServerRunsInAContainer() throws IOException {
        DockerEngine engine = new DockerEngine();
        int port = FreePorts.next();
        List<String> arguments = List.of("--port", Integer.toString(port), "--save", "");
        try (TempFolder folder = TempFolder.create("redis")) {
            if (!engine.answers()) {
                assertThatThrownBy(() -> RunningServer.startContained(REDIS, folder.path(), arguments, engine))
                        .hasMessageEndingWith("none answers");
                return;
            }
            try (RunningServer redis = RunningServer.startContained(REDIS, folder.path(), arguments, engine)) {
                Eventually.holds("it accepts", () -> !FreePorts.isFree(port));
                try (RawClient client = RawClient.connect(port)) {
                    assertThat(client.call("CONFIG", "GET", "dir"))
                            .contains(folder.path().toString());
                }
                assertThat(ProcessHandle.of(redis.pid())).isPresent();
                redis.kill();
                assertThat(redis.isAlive()).isFalse();
                assertThat(FreePorts.isFree(port)).isTrue();
            }
        }
    }
}
