package dev.attache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.ChildProcess;
import dev.attache.testing.Deadline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A folder that looks like a checkout to `scripts/attache`: the real launcher, with a build and a java that only say
/// that they ran.
///
/// The build adds a line to `builds`, a rehearsal one to `rehearsals`.
record Checkout(Path home) {
    static final String SOURCE = "src/main/java/Main.java";
    static final String BUILD = "echo built >>builds; mkdir -p target; touch target/attache.jar\n";

    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
    private static final String JAVA = """
        #!/bin/sh
        for each; do
            case $each in -XX:AOTCacheOutput=*) echo rehearsed >>rehearsals; echo learnt >"${each#*=}" ;; esac
        done
        echo java runs "$@"
        """;

    /// Nothing of it is built yet.
    static Checkout make(Path home) throws IOException {
        var checkout = new Checkout(home);
        checkout.program("scripts/attache", Files.readString(Path.of("scripts/attache")));
        checkout.program("mvnw", "#!/bin/sh\n" + BUILD);
        checkout.program("jdk/bin/java", JAVA);
        checkout.file("jdk/release", "JAVA_VERSION=\"25.0.1\"\n");
        checkout.file("config/jvm.options", "-Xmx64m\n");
        checkout.file("pom.xml", "");
        checkout.file(SOURCE, "");
        return checkout;
    }

    void file(String name, String text) throws IOException {
        Path file = home.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    void program(String name, String text) throws IOException {
        file(name, text);
        Files.setPosixFilePermissions(home.resolve(name), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    void touch(String name) throws IOException {
        Files.setLastModifiedTime(home.resolve(name), FileTime.from(Instant.now()));
    }

    void ofLongAgo(String name) throws IOException {
        Files.setLastModifiedTime(home.resolve(name), LONG_AGO);
    }

    void sourcesOfLongAgo() throws IOException {
        for (String each : List.of("pom.xml", SOURCE, "src/main/java", "src/main")) {
            ofLongAgo(each);
        }
    }

    /// The lines of a file; none where it is missing.
    List<String> lines(String name) throws IOException {
        Path file = home.resolve(name);
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    /// Starts the launcher, with `version` where there are no arguments.
    ChildProcess start(String... arguments) throws IOException {
        return start(Map.of(), arguments);
    }

    private ChildProcess start(Map<String, String> more, String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(home.resolve("scripts/attache").toString()));
        command.addAll(arguments.length == 0 ? List.of("version") : List.of(arguments));
        Map<String, String> environment = new HashMap<>(more);
        environment.put("ATTACHE_JAVA", home.resolve("jdk/bin/java").toString());
        return ChildProcess.start(home, environment, command);
    }

    /// Runs the launcher to its end.
    ///
    /// @return what it has said
    String run(int status, String... arguments) throws IOException {
        return run(status, Map.of(), arguments);
    }

    /// Runs the launcher to its end, with some more in its environment.
    ///
    /// @return what it has said
    String run(int status, Map<String, String> environment, String... arguments) throws IOException {
        try (ChildProcess launcher = start(environment, arguments)) {
            assertThat(launcher.awaitExit(Deadline.USUAL)).as(launcher.output()).isEqualTo(status);
            return launcher.output();
        }
    }
}
