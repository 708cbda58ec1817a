package dev.attache.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.Attache;
import dev.attache.testing.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// attache as process 1, as it is in a container: the kernel ignores signals that it does not take, and hands it every
/// orphan.
class FirstProcessIT {
    /// Tells of every process but itself that has ended and that nobody has waited for.
    private static final String ZOMBIES = "cat /proc/[0-9]*/stat 2>/dev/null | grep -c ') Z '";

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("attache.yaml"), """
            admin: {listen: 127.0.0.1:0}
            clusters: {shards: {endpoints: [127.0.0.1:1]}}
            roles: {cache: {kind: redis, cluster: shards, listen: 127.0.0.1:%d}}
            """.formatted(FreePorts.next()));
    }

    private Attache exec(String script) throws IOException {
        return Attache.startAsFirstProcess(folder, "exec", "-c", "attache.yaml", "--", "sh", "-c", script);
    }

    @Test
    void itReapsOrphansAndEndsAsTheAppEnds() throws IOException {
        String script = "(sleep 0.1 & sleep 0.2 &); sleep 0.5; echo before $(" + ZOMBIES + ");"
                + " for i in $(seq 100); do [ $(" + ZOMBIES + ") = 0 ] && break; sleep 0.1; done;"
                + " echo after $(" + ZOMBIES + ") parent $PPID; exit 7";

        try (Attache attache = exec(script)) {
            assertThat(attache.awaitExit()).isEqualTo(7);
            assertThat(attache.output()).containsSubsequence("before ", "after 0 parent 1");
        }
    }

    @Test
    void itTakesTheSignalOfAnOrchestrator() throws IOException {
        String script = "trap 'echo asked; exit 5' TERM; kill -TERM 1; while :; do sleep 0.02; done";

        try (Attache attache = exec(script)) {
            assertThat(attache.awaitExit()).isEqualTo(5);
            assertThat(attache.output()).containsSubsequence("asked", "draining", "ended with status 5");
        }
    }
}
