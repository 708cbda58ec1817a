package dev.attache.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.Attache;
import dev.attache.testing.FreePorts;
import dev.attache.testing.RawClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What no process can go on after ends it, with one line that says what it was.
class FatalIT {
    private static final Duration STALL_AND_SOME = Duration.ofSeconds(40);

    @TempDir
    private Path folder;

    private final int port = FreePorts.next();

    private Attache sabotaged(String how) throws IOException {
        Path file = Files.writeString(folder.resolve("attache.yaml"), """
            admin: {listen: 127.0.0.1:0}
            threads: 2
            clusters: {shards: {endpoints: [127.0.0.1:1]}}
            roles: {cache: {kind: redis, cluster: shards, listen: 127.0.0.1:%d}}
            """.formatted(port));
        return Attache.start(folder, Map.of(), Sabotage.class.getName(), how, file.toString());
    }

    private static List<String> fatalLines(Attache attache) throws IOException {
        return attache.output()
                .lines()
                .filter(line -> line.contains("DaemonFatalError"))
                .toList();
    }

    @Test
    void aHeapThatIsFullEndsItWithTheJvmsOwnLine() throws IOException {
        try (Attache attache = sabotaged("heap")) {
            assertThat(attache.awaitExit()).isEqualTo(3);
            assertThat(attache.output().lines().filter(line -> !line.startsWith("{\"time\":\"")))
                    .containsExactly("Terminating due to java.lang.OutOfMemoryError: Java heap space");
        }
    }

    @Test
    void aLoopThatStandsStillEndsItAndIsNamedWithItsStack() throws IOException {
        try (Attache attache = sabotaged("stall").awaitReady()) {
            assertThat(attache.awaitExit(STALL_AND_SOME)).isEqualTo(1);
            assertThat(fatalLines(attache))
                    .singleElement()
                    .asString()
                    .containsPattern("event loop attache-loop-1 has stood still for 1[0-9] s at ")
                    .contains("Sabotage.standStill");
        }
    }

    @Test
    void anErrorOfTheJvmInATaskOfALoopEndsIt() throws IOException {
        try (Attache attache = sabotaged("error")) {
            assertThat(attache.awaitExit()).isEqualTo(1);
            assertThat(fatalLines(attache)).singleElement().asString().contains("StackOverflowError", "Sabotage");
        }
    }

    @Test
    void socketBuffersThatRunOutCostOnlyWhoAskedForThem() throws IOException {
        try (Attache attache = sabotaged("direct").awaitReady()) {
            attache.awaitLog("FaultCaught");
            assertThat(attache.output()).contains("direct memory").doesNotContain("DaemonFatalError");
            assertThat(attache.get("/readyz").status()).isEqualTo(200);
            try (RawClient client = RawClient.connect(port)) {
                assertThat(client.call("PING")).isEqualTo("+PONG\r\n");
            }

            attache.signal("TERM");
            assertThat(attache.awaitExit()).isZero();
        }
    }
}
