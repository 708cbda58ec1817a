package dev.attache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.ChildProcess;
import dev.attache.testing.Deadline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// When `scripts/attache` rehearses a start, and when later starts use what was learnt.
class TrainingIT {
    private static final String USE = "-XX:AOTCache=";

    @TempDir
    private Path folder;

    private Checkout home;

    @BeforeEach
    void build() throws IOException {
        home = Checkout.make(folder);
        assertThat(home.run(0)).contains("rehearsing a start", USE);
        home.sourcesOfLongAgo();
    }

    @Test
    void laterStartsUseWhatTheBuildHasLearnt() throws IOException {
        assertThat(home.run(0)).contains(USE + folder.resolve("target/attache.aot"));
        assertThat(home.lines("rehearsals")).hasSize(1);
    }

    @Test
    void aNewJarMakesItWorthless() throws IOException {
        home.touch("target/attache.jar");

        assertThat(home.run(0)).contains("java runs").doesNotContain(USE);
    }

    @Test
    void otherOptionsMakeItWorthless() throws IOException {
        home.file("config/jvm.options", "-Xmx65m\n");

        assertThat(home.run(0)).contains("java runs").doesNotContain(USE);
    }

    @Test
    void anotherJdkMakesItWorthless() throws IOException {
        home.file("jdk/release", "JAVA_VERSION=\"25.0.2\"\n");

        assertThat(home.run(0)).contains("java runs").doesNotContain(USE);
    }

    @Test
    void aYoungGenerationOfAnotherSizeGoesWithoutIt() throws IOException {
        assertThat(home.run(0, Map.of("ATTACHE_JAVA_OPTIONS", "-Xmn31m")))
                .contains("java runs")
                .doesNotContain(USE);
    }

    @Test
    void itIsTrainedAgainWhenAskedTo() throws IOException {
        home.touch("target/attache.jar");

        assertThat(home.run(0, "--train")).doesNotContain("java runs");
        assertThat(home.run(0)).contains(USE);
        assertThat(home.lines("rehearsals")).hasSize(2);
    }

    @Test
    void whatIsKnownIsNotRehearsedAgain() throws IOException {
        home.run(0, "--train");

        assertThat(home.lines("rehearsals")).hasSize(1);
    }

    @Test
    void twoAtOnceRehearseOnce() throws IOException {
        home.touch("target/attache.jar");
        try (ChildProcess one = home.start("--train");
                ChildProcess other = home.start("--train")) {
            assertThat(one.awaitExit(Deadline.USUAL)).isZero();
            assertThat(other.awaitExit(Deadline.USUAL)).isZero();
        }
        assertThat(home.lines("rehearsals")).hasSize(2);
    }

    @Test
    void aRehearsalThatFailsIsSaidAndLeavesNothing() throws IOException {
        home.program("jdk/bin/java", "#!/bin/sh\necho no loopback here\nexit 1\n");
        home.touch("target/attache.jar");

        assertThat(home.run(1, "--train")).contains("the rehearsal failed", "no loopback here");
        try (var files = Files.list(folder.resolve("target"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("attache.jar", "attache.aot", "attache.aot.for");
        }
    }

    @Test
    void aRehearsalThatFailsDoesNotKeepItFromStarting() throws IOException {
        home.program("mvnw", "#!/bin/sh\n" + Checkout.BUILD);
        home.program("jdk/bin/java", "#!/bin/sh\ncase $* in *Rehearsal*) exit 1 ;; esac\necho java runs\n");
        home.touch(Checkout.SOURCE);

        assertThat(home.run(0)).contains("the rehearsal failed", "java runs").doesNotContain(USE);
    }
}
