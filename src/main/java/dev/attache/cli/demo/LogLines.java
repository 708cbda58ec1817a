package dev.attache.cli.demo;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/// Takes attache's log lines and keeps the last of them for the story. Safe from any thread.
final class LogLines extends OutputStream {
    private static final int LINES_MAX = 100;
    private static final int LINE_BYTES_MAX = 4096;

    private final ArrayDeque<String> lines = new ArrayDeque<>();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    @Override
    public synchronized void write(int singleByte) {
        if (singleByte == '\n') {
            lines.add(line.toString(StandardCharsets.UTF_8));
            line.reset();
            if (lines.size() > LINES_MAX) {
                lines.removeFirst();
            }
        } else if (line.size() < LINE_BYTES_MAX) {
            line.write(singleByte);
        }
    }

    /// Hands over those about an endpoint that came since the last time, and forgets all others.
    synchronized List<String> takeAbout(String endpoint) {
        List<String> taken = new ArrayList<>(lines);
        lines.clear();
        taken.removeIf(each -> !each.contains("endpoint " + endpoint + ' '));
        return taken;
    }
}
