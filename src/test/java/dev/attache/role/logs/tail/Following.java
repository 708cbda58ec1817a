package dev.attache.role.logs.tail;

import dev.attache.testing.OwnTicker;
import dev.attache.testing.TempFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// A folder with log files, whoever follows them, and a clock that moves when the test says so.
final class Following implements AutoCloseable {
    static final Duration LEFT = Duration.ofSeconds(60);
    static final Duration COPY = Duration.ofSeconds(10);
    static final int LINE_MAX = 1000;

    private final TempFolder folder = TempFolder.create("tail");
    private final OwnTicker ticker = new OwnTicker();
    private final List<String> losses = new ArrayList<>();
    private final LineReader reader = new LineReader(LINE_MAX);
    private String pattern = "*.log";
    private boolean fromEnd;
    private boolean once;
    private long archivesMillis = Long.MAX_VALUE;
    private DirectoryWatch watch = new DirectoryWatch();
    private Tailer tailer = follow(List.of());

    Following() throws IOException {}

    /// Follows what this pattern says, with nothing known.
    Following pattern(String other) throws IOException {
        pattern = other;
        return restartWith(List.of());
    }

    /// Reads what is there, and nothing more.
    Following once() throws IOException {
        once = true;
        archivesMillis = Long.MIN_VALUE;
        return restartWith(List.of());
    }

    /// Reads compressed files of which nothing is known where they were written to since.
    Following archivesSince(long millis) throws IOException {
        archivesMillis = millis;
        return restartWith(List.of());
    }

    Following fromEnd() throws IOException {
        fromEnd = true;
        return restartWith(List.of());
    }

    private Following restartWith(List<Place> known) throws IOException {
        tailer.close();
        watch.close();
        watch = new DirectoryWatch();
        tailer = follow(known);
        return this;
    }

    private Tailer follow(List<Place> known) {
        var patience = new Tailer.Patience(LEFT.toNanos(), once ? 0 : COPY.toNanos(), once, archivesMillis);
        return new Tailer(
                PathGlob.of(folder.path().resolve(pattern).toString()), fromEnd, patience, known, watch, new Told());
    }

    /// Ends and begins anew with what is remembered; `meanwhile` happens in between.
    void restart(Step meanwhile) throws IOException {
        List<Place> known = places();
        tailer.close();
        meanwhile.run();
        restartWith(known);
    }

    List<Place> places() {
        return tailer.places(Place::of);
    }

    /// Something that happens to files.
    @FunctionalInterface
    interface Step {
        void run() throws IOException;
    }

    Path path(String name) {
        return folder.path().resolve(name);
    }

    void write(String name, String text) throws IOException {
        Files.writeString(path(name), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    void rename(String from, String to) throws IOException {
        Files.move(path(from), path(to));
    }

    void copy(String from, String to) throws IOException {
        Files.copy(path(from), path(to));
    }

    /// Compresses a file as log rotation does: into another one, after which it is deleted.
    void compress(String name) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(path(name + ".gz")))) {
            Files.copy(path(name), out);
        }
        Files.delete(path(name));
    }

    void truncate(String name) throws IOException {
        Files.newByteChannel(path(name), StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)
                .close();
    }

    void delete(String name) throws IOException {
        Files.delete(path(name));
    }

    void advance(Duration by) {
        ticker.advance(by);
    }

    /// Looks, and reads whatever can be read.
    List<String> look() throws IOException {
        tailer.scan(ticker.nanos());
        return read();
    }

    /// The same without looking at names.
    List<String> peek() throws IOException {
        if (!tailer.peek(ticker.nanos())) {
            tailer.scan(ticker.nanos());
        }
        return read();
    }

    private List<String> read() {
        List<String> lines = new ArrayList<>();
        for (Generation each = next(); each != null; each = next()) {
            String text =
                    new String(reader.array(), reader.from(), reader.to() - reader.from(), StandardCharsets.UTF_8);
            List<String> found = text.isEmpty() ? List.of() : List.of(text.split("\n"));
            lines.addAll(found);
            reader.done(each, reader.to(), found.size());
        }
        return lines;
    }

    private @Nullable Generation next() {
        return tailer.next(reader, ticker.nanos());
    }

    List<String> openFiles() {
        return tailer.generations().stream()
                .map(each -> Path.of(each.path()).getFileName().toString())
                .toList();
    }

    /// What was told of bytes that were not read: name, bytes, reason.
    List<String> losses() {
        return losses;
    }

    long bytesCut() {
        return reader.bytesCut();
    }

    private final class Told implements Losses {
        @Override
        public void lost(String path, long bytes, Reason reason) {
            losses.add(name(path) + " " + bytes + " " + reason);
        }

        @Override
        public void found(String path, long bytes) {
            losses.add(name(path) + " " + bytes + " found");
        }

        @Override
        public void refused(String path, String why) {
            losses.add(name(path) + " refused");
        }

        private static String name(String path) {
            return Path.of(path).getFileName().toString();
        }
    }

    @Override
    public void close() throws IOException {
        tailer.close();
        watch.close();
        folder.close();
    }
}
