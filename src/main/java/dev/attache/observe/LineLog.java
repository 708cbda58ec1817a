package dev.attache.observe;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/// A log of JSON lines that are no events, such as one for each request: to a file or a standard stream.
///
/// Lines are written by a thread of their own, so that a slow disk stops no event loop; those for which its queue has
/// no room are dropped and counted.
public final class LineLog implements AutoCloseable {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final OutputStream out;
    private final boolean owned;
    private final InstantSource clock;
    private final LineWriter writer;

    private LineLog(OutputStream out, boolean owned, InstantSource clock) {
        this.out = out;
        this.owned = owned;
        this.clock = clock;
        this.writer = new LineWriter(out, List::of);
    }

    /// Opens a log.
    ///
    /// @param to `stdout`, `stderr` or the path of a file, which is made if there is none, and added to
    /// @throws IOException where the file cannot be opened
    public static LineLog open(String to, InstantSource clock) throws IOException {
        return switch (to) {
            case "stdout" -> new LineLog(System.out, false, clock);
            case "stderr" -> new LineLog(System.err, false, clock);
            default ->
                new LineLog(
                        Files.newOutputStream(Path.of(to), StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                        true,
                        clock);
        };
    }

    /// Writes one line: the time and these fields. Never blocks; safe from any thread.
    ///
    /// @param fields JSON members without the braces around them, on one line
    public void write(CharSequence fields) {
        writer.write("{\"time\":\"" + TIME.format(clock.instant()) + "\"," + fields + "}");
    }

    /// Lines for which there was no room.
    public long dropped() {
        return writer.dropped();
    }

    /// Writes what is queued, for at most a second.
    @Override
    public void close() {
        writer.close();
        if (owned) {
            try {
                out.close();
            } catch (IOException _) {
                // What was written is written.
            }
        }
    }
}
