package dev.attache.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.ChildProcess;
import dev.attache.testing.TempFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// In processes of their own, since a JVM loads a class once and forbids a call for good.
class TransportIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private TempFolder folder;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = TempFolder.create("transport");
    }

    @AfterEach
    void removeFolder() throws IOException {
        folder.close();
    }

    private static List<String> java(String... more) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1", "-Xmx64m"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(Arrays.asList(more));
        return command;
    }

    private String run(List<String> command) throws IOException {
        try (ChildProcess child = ChildProcess.start(folder.path(), Map.of(), command)) {
            child.awaitExit(PATIENCE);
            return child.output();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "io_uring | io.netty.channel.epoll. | io.netty.channel.socket.nio.",
                "epoll    | io.netty.channel.uring. | io.netty.channel.socket.nio.",
                "nio      | io.netty.channel.uring. | io.netty.channel.epoll."
            })
    void noClassOfATransportThatIsNotChosenIsLoaded(String transport, String other, String another) throws IOException {
        String output = run(java(
                "-Xlog:class+load:stdout:none", "-Dattache.transport=" + transport, TransportUser.class.getName()));

        if (output.contains("not to be had here")) {
            assertThat(Transport.IO_URING.isAvailable()).as(output).isFalse();
            return;
        }
        assertThat(output).contains("used " + transport);
        assertThat(output.lines().filter(line -> line.startsWith(other) || line.startsWith(another)))
                .isEmpty();
    }

    @Test
    void whereSeccompForbidsIoUringEpollIsUsed() throws IOException {
        String output = run(java(SeccompFilter.class.getName(), "", TransportUser.class.getName()));

        assertThat(output).contains("used epoll");
    }

    @Test
    void aForcedTransportThatSeccompForbidsIsRefusedWithTheReason() throws IOException {
        String output = run(java(SeccompFilter.class.getName(), "io_uring", TransportUser.class.getName()));

        assertThat(output)
                .contains("-Dattache.transport=io_uring: this transport is not to be had here (")
                .contains("Operation not permitted");
    }
}
