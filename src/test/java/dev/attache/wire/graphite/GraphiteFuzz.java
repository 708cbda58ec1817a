package dev.attache.wire.graphite;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/// What apps send: a line is read, and read again from what it says.
final class GraphiteFuzz {
    @FuzzTest
    void aLineIsReadAgainFromWhatItSays(byte[] input) {
        GraphiteLine line = GraphiteLine.parse(input, 0, input.length);
        if (line == null) {
            return;
        }
        StringBuilder written = new StringBuilder(line.path());
        line.tags()
                .forEach((tag, value) ->
                        written.append(';').append(tag).append('=').append(value));
        written.append(' ').append(line.value()).append(' ').append(line.timestampSeconds());
        byte[] bytes = written.toString().getBytes(StandardCharsets.UTF_8);
        if (!Double.isInfinite(line.value())
                && !Double.isInfinite(line.timestampSeconds())
                && !line.equals(GraphiteLine.parse(bytes, 0, bytes.length))) {
            throw new AssertionError("reads otherwise: " + written);
        }
    }
}
