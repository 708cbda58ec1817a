package dev.attache.role.metrics.series;

import dev.attache.base.Ascii;
import dev.attache.wire.exposition.ExpositionEncoder;
import dev.attache.wire.exposition.ExpositionReader;
import dev.attache.wire.exposition.MetricFamily;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// Series in a file between two runs, in the text format with an end behind it: what has none was cut short and counts
/// for nothing. A new one takes the place of the old when all of it is on the disk.
final class SeriesFile {
    private static final byte[] END = Ascii.bytes("# EOF\n");

    private final Path path;

    SeriesFile(Path path) {
        this.path = path;
    }

    /// What was written last; nothing where there is no such file.
    List<MetricFamily> read() throws IOException {
        try {
            ExpositionReader.Reading reading =
                    ExpositionReader.read(Files.readString(path, StandardCharsets.UTF_8), true);
            return reading.ended() ? reading.families() : List.of();
        } catch (NoSuchFileException _) {
            return List.of();
        }
    }

    synchronized void write(List<MetricFamily> families) throws IOException {
        Path whole = path.toAbsolutePath();
        Path folder = whole.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Path next = Path.of(whole + ".next");
        try (FileChannel out = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            write(out, ExpositionEncoder.encode(families, false));
            write(out, END);
            out.force(true);
        }
        Files.move(next, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void write(FileChannel out, byte[] bytes) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
            out.write(rest);
        }
    }
}
