package dev.attache.role.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.Eventually;
import dev.attache.testing.FreePorts;
import dev.attache.testing.HttpAnswer;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What apps have pushed, when the file changes.
class ReloadIT {
    private final int statsd = FreePorts.next();

    @TempDir
    private Path folder;

    private String settings(String role, String source) {
        return role + "sources: {app: {kind: statsd, listen: \"127.0.0.1:" + statsd + "\"" + source + "}}";
    }

    private void send(String line) throws IOException {
        byte[] bytes = line.getBytes(StandardCharsets.US_ASCII);
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.send(new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), statsd));
        }
    }

    private static void passes(Adapter attache, double hits) {
        Eventually.passes(() -> assertThat(attache.read().value("hits")).isEqualTo(hits));
    }

    @Test
    void otherPathsAndTimesForgetNothing() throws Exception {
        try (Adapter attache = Adapter.start(settings("", ""))) {
            send("hits:3|c");
            passes(attache, 3);

            assertThat(attache.reload(settings("path: /numbers\ntimeout: 2s\ncache: 10ms\n", "")))
                    .isTrue();

            assertThat(HttpAnswer.get(attache.port(), "/numbers").body()).contains("\nhits 3\n");
            assertThat(HttpAnswer.get(attache.port(), "/metrics").status()).isEqualTo(404);
        }
    }

    /// Its port is held, so the role has to start anew, for which the old one gives up everything that it holds.
    @Test
    void aPortThatIsListenedOnInAnotherWayIsGivenUpAndWhatWasPushedIsTakenOver() throws Exception {
        String state = "state: \"" + folder + "\"\n";
        try (Adapter before = Adapter.start(settings(state, ""))) {
            send("hits:3|c");
            passes(before, 3);
            assertThat(before.reload(settings(state, ", expire: 1h"))).isFalse();
            passes(before, 3);

            before.role().makeWay();
            try (Adapter after = Adapter.start(settings(state, ", expire: 1h"))) {
                passes(after, 3);
                send("hits:1|c");
                passes(after, 4);
                before.role().stop();
                assertThat(after.read().value("hits")).isEqualTo(4);
            }
            try (Adapter later = Adapter.start(settings(state, ""))) {
                passes(later, 4);
            }
        }
    }
}
