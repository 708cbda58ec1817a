package dev.attache.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.ChildProcess;
import dev.attache.testing.Eventually;
import dev.attache.testing.FreePorts;
import dev.attache.testing.RawClient;
import dev.attache.testing.TempFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A listener that runs out of file descriptors, in a process of its own.
class ListenerFullIT {
    /// The JVM needs one for each jar of the class path.
    private static final int FILES_MAX = 300;

    @ParameterizedTest
    @MethodSource("dev.attache.net.UsableTransports#all")
    void whenFilesRunOutAcceptingRestsWithoutSpinningAndGoesOnAfterwards(Transport transport) throws Exception {
        int port = FreePorts.next();
        try (TempFolder folder = TempFolder.create("full");
                ChildProcess server = ChildProcess.start(folder.path(), Map.of(), command(transport, port))) {
            Eventually.passes(() -> assertThat(server.output()).contains("listening"));
            List<RawClient> clients = new ArrayList<>();
            try {
                for (int i = 0; i < FILES_MAX; i++) {
                    clients.add(RawClient.connect(port));
                }
                Eventually.passes(() -> assertThat(server.output())
                        .contains("cannot accept on 127.0.0.1:" + port
                                + ": too many open files; accepting rests for a moment"));

                Duration before = cpuOf(server);
                long from = failures(server);
                Eventually.holds("it has tried again six times", () -> failures(server) >= from + 6);
                assertThat(cpuOf(server).minus(before))
                        .as("CPU time over six rests of half a second")
                        .isLessThan(Duration.ofMillis(1500));
            } finally {
                for (RawClient client : clients) {
                    client.close();
                }
            }
            try (RawClient late = RawClient.connect(port)) {
                assertThat(late.send("hello").readBytes(5)).isEqualTo("hello");
            }
        }
    }

    private static List<String> command(Transport transport, int port) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return List.of(
                "sh",
                "-c",
                "ulimit -n " + FILES_MAX + " && exec \"$0\" \"$@\"",
                java,
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                "-Dattache.transport=" + transport.label(),
                EchoServer.class.getName(),
                Integer.toString(port));
    }

    private static long failures(ChildProcess server) throws IOException {
        return server.output()
                .lines()
                .filter(line -> line.contains("cannot accept"))
                .count();
    }

    private static Duration cpuOf(ChildProcess server) {
        return ProcessHandle.of(server.pid())
                .orElseThrow()
                .info()
                .totalCpuDuration()
                .orElseThrow();
    }
}
