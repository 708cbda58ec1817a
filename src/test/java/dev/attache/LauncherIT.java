package dev.attache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.ChildProcess;
import dev.attache.testing.Deadline;
import dev.attache.testing.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `scripts/attache` in a checkout made for the test, whose build and whose java only say that they ran.
class LauncherIT {
    private static final String BUILD = Checkout.BUILD;

    @TempDir
    private Path folder;

    private Checkout home;

    @BeforeEach
    void makeCheckout() throws IOException {
        home = Checkout.make(folder);
    }

    @Test
    void whatIsNotBuiltIsBuiltOnceAndThenRun() throws IOException {
        assertThat(home.run(0)).contains("nothing is built yet, building", "java runs", "dev.attache.Main version");
        home.sourcesOfLongAgo();

        assertThat(home.run(0)).doesNotContain("building").contains("java runs");
        assertThat(home.lines("builds")).hasSize(1);
    }

    @Test
    void whatIsOlderThanItsSourcesIsBuiltAgain() throws IOException {
        home.run(0);
        home.sourcesOfLongAgo();
        home.ofLongAgo("target/attache.jar");
        home.touch(Checkout.SOURCE);

        assertThat(home.run(0)).contains("the sources are newer than what is built, building", "java runs");
        assertThat(home.lines("builds")).hasSize(2);
    }

    @Test
    void aSourceThatIsGoneCountsAsNewer() throws IOException {
        home.run(0);
        Files.delete(folder.resolve(Checkout.SOURCE));
        home.ofLongAgo("target/attache.jar");

        assertThat(home.run(0)).contains("the sources are newer");
    }

    @Test
    void aJarThatTheBuildLeavesAloneIsNotBuiltEachTime() throws IOException {
        home.run(0);
        home.program("mvnw", "#!/bin/sh\necho built >>builds\n");
        home.ofLongAgo("target/attache.jar");

        assertThat(home.run(0)).contains("the sources are newer");
        assertThat(home.run(0)).doesNotContain("building");
        assertThat(home.lines("builds")).hasSize(2);
    }

    @Test
    void twoStartsAtOnceBuildOnce() throws IOException {
        home.program("mvnw", "#!/bin/sh\nuntil [ -f go ]; do sleep 0.02; done\n" + BUILD);
        try (ChildProcess one = home.start();
                ChildProcess other = home.start()) {
            Eventually.passes(() -> assertThat(one.output() + other.output())
                    .contains("building (a minute", "another start is building already"));
            home.file("go", "");

            assertThat(one.awaitExit(Deadline.USUAL)).isZero();
            assertThat(other.awaitExit(Deadline.USUAL)).isZero();
            assertThat(one.output()).contains("java runs");
            assertThat(other.output()).contains("java runs");
            assertThat(home.lines("builds")).hasSize(1);
        }
    }

    @Test
    void aBuildThatFailsIsSaidAndNothingRuns() throws IOException {
        home.program("mvnw", "#!/bin/sh\necho 'a semicolon is missing'\nexit 1\n");

        assertThat(home.run(1))
                .contains("a semicolon is missing", "the build failed")
                .doesNotContain("java runs");
    }

    @Test
    void withoutSourcesNothingIsBuilt() throws IOException {
        Files.delete(folder.resolve(Checkout.SOURCE));
        Files.delete(folder.resolve("src/main/java"));
        Files.delete(folder.resolve("src/main"));

        assertThat(home.run(1)).contains("attache.jar is missing");
        home.file("target/attache.jar", "");
        assertThat(home.run(0)).contains("java runs").doesNotContain("building");
        assertThat(home.lines("builds")).isEmpty();
    }

    @Test
    void anOldJavaIsPassedOver() throws IOException {
        home.file("jdk/release", "JAVA_VERSION=\"21.0.1\"\n");
        home.file("target/attache.jar", "");

        try (ChildProcess launcher = home.start()) {
            launcher.awaitExit(Deadline.USUAL);
            assertThat(launcher.output()).doesNotContain("java runs");
        }
    }

    @Test
    void theTransportIsTheSameWhereNoTemporaryFileCanBeMade() throws IOException {
        String usual = transport(Map.of());

        assertThat(transport(Map.of("ATTACHE_JAVA_OPTIONS", "-Djava.io.tmpdir=" + folder.resolve("nowhere"))))
                .isEqualTo(usual);
        assertThat(usual).matches("transport (io_uring|epoll|nio)");
    }

    /// What the project's own launcher says.
    private String transport(Map<String, String> environment) throws IOException {
        List<String> command =
                List.of(Path.of("scripts", "attache").toAbsolutePath().toString(), "version");
        try (ChildProcess launcher = ChildProcess.start(folder, environment, command)) {
            assertThat(launcher.awaitExit(Deadline.USUAL)).as(launcher.output()).isZero();
            return launcher.output()
                    .lines()
                    .filter(each -> each.startsWith("transport "))
                    .findFirst()
                    .orElse("");
        }
    }

    @Test
    void whatItSetsForJavaAloneIsNamed() throws IOException {
        home.program("jdk/bin/java", "#!/bin/sh\necho \"<$ATTACHE_LAUNCHER_VARIABLES> <$MALLOC_ARENA_MAX>\"\n");

        assertThat(home.run(0)).contains("<MALLOC_ARENA_MAX MALLOC_TRIM_THRESHOLD_ MALLOC_MMAP_THRESHOLD_> <1>");
        assertThat(home.run(0, Map.of("MALLOC_ARENA_MAX", "4")))
                .contains("<MALLOC_TRIM_THRESHOLD_ MALLOC_MMAP_THRESHOLD_> <4>");
    }
}
