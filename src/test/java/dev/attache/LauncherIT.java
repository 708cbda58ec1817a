package dev.attache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.ChildProcess;
import dev.attache.testing.Deadline;
import dev.attache.testing.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `scripts/attache` in a checkout made for the test, whose build and whose java only say that they ran.
class LauncherIT {
    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
    private static final String BUILD = "echo built >>builds; mkdir -p target; touch target/attache.jar\n";

    @TempDir
    private Path home;

    private Path jar;
    private Path source;

    @BeforeEach
    void makeCheckout() throws IOException {
        jar = home.resolve("target/attache.jar");
        source = home.resolve("src/main/java/Main.java");
        program("scripts/attache", Files.readString(Path.of("scripts/attache")));
        program("mvnw", "#!/bin/sh\n" + BUILD);
        program("jdk/bin/java", "#!/bin/sh\necho java runs \"$@\"\n");
        file("jdk/release", "JAVA_VERSION=\"25.0.1\"\n");
        file("pom.xml", "");
        file("src/main/java/Main.java", "");
    }

    private Path file(String name, String text) throws IOException {
        Path file = home.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private void program(String name, String text) throws IOException {
        Files.setPosixFilePermissions(file(name, text), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void allOld() throws IOException {
        for (String each : List.of("pom.xml", "src/main/java/Main.java", "src/main/java", "src/main")) {
            Files.setLastModifiedTime(home.resolve(each), LONG_AGO);
        }
    }

    private ChildProcess start() throws IOException {
        return ChildProcess.start(
                home,
                Map.of("ATTACHE_JAVA", home.resolve("jdk/bin/java").toString()),
                List.of(home.resolve("scripts/attache").toString(), "version"));
    }

    private String run(int status) throws IOException {
        try (ChildProcess launcher = start()) {
            assertThat(launcher.awaitExit(Deadline.USUAL)).as(launcher.output()).isEqualTo(status);
            return launcher.output();
        }
    }

    private List<String> builds() throws IOException {
        Path builds = home.resolve("builds");
        return Files.exists(builds) ? Files.readAllLines(builds) : List.of();
    }

    @Test
    void whatIsNotBuiltIsBuiltOnceAndThenRun() throws IOException {
        assertThat(run(0)).contains("nothing is built yet, building", "java runs", "dev.attache.Main version");
        allOld();

        assertThat(run(0)).doesNotContain("building").contains("java runs");
        assertThat(builds()).hasSize(1);
    }

    @Test
    void whatIsOlderThanItsSourcesIsBuiltAgain() throws IOException {
        run(0);
        allOld();
        Files.setLastModifiedTime(jar, LONG_AGO);
        Files.setLastModifiedTime(source, FileTime.from(Instant.now()));

        assertThat(run(0)).contains("the sources are newer than what is built, building", "java runs");
        assertThat(builds()).hasSize(2);
    }

    @Test
    void aSourceThatIsGoneCountsAsNewer() throws IOException {
        run(0);
        Files.delete(source);
        Files.setLastModifiedTime(jar, LONG_AGO);

        assertThat(run(0)).contains("the sources are newer");
    }

    @Test
    void aJarThatTheBuildLeavesAloneIsNotBuiltEachTime() throws IOException {
        run(0);
        program("mvnw", "#!/bin/sh\necho built >>builds\n");
        Files.setLastModifiedTime(jar, LONG_AGO);

        assertThat(run(0)).contains("the sources are newer");
        assertThat(run(0)).doesNotContain("building");
        assertThat(builds()).hasSize(2);
    }

    @Test
    void twoStartsAtOnceBuildOnce() throws IOException {
        program("mvnw", "#!/bin/sh\nuntil [ -f go ]; do sleep 0.02; done\n" + BUILD);
        try (ChildProcess one = start();
                ChildProcess other = start()) {
            Eventually.passes(() -> assertThat(one.output() + other.output())
                    .contains("building (a minute", "another start is building already"));
            file("go", "");

            assertThat(one.awaitExit(Deadline.USUAL)).isZero();
            assertThat(other.awaitExit(Deadline.USUAL)).isZero();
            assertThat(one.output()).contains("java runs");
            assertThat(other.output()).contains("java runs");
            assertThat(builds()).hasSize(1);
        }
    }

    @Test
    void aBuildThatFailsIsSaidAndNothingRuns() throws IOException {
        program("mvnw", "#!/bin/sh\necho 'a semicolon is missing'\nexit 1\n");

        assertThat(run(1))
                .contains("a semicolon is missing", "the build failed")
                .doesNotContain("java runs");
    }

    @Test
    void withoutSourcesNothingIsBuilt() throws IOException {
        Files.delete(source);
        Files.delete(source.getParent());
        Files.delete(home.resolve("src/main"));

        assertThat(run(1)).contains("attache.jar is missing");
        file("target/attache.jar", "");
        assertThat(run(0)).contains("java runs").doesNotContain("building");
        assertThat(builds()).isEmpty();
    }

    @Test
    void anOldJavaIsPassedOver() throws IOException {
        file("jdk/release", "JAVA_VERSION=\"21.0.1\"\n");
        file("target/attache.jar", "");

        try (ChildProcess launcher = start()) {
            launcher.awaitExit(Deadline.USUAL);
            assertThat(launcher.output()).doesNotContain("java runs");
        }
    }
}
