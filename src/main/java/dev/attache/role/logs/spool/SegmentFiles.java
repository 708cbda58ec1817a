package dev.attache.role.logs.spool;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The files of a spool, in a folder that is its own. Their numbers go up through restarts.
final class SegmentFiles {
    private static final String SUFFIX = ".spool";

    private final Path folder;
    private final InstantSource clock = InstantSource.system();

    SegmentFiles(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    Path folder() {
        return folder;
    }

    /// What an earlier run has left, the oldest first.
    List<Segment> found() throws IOException {
        List<Segment> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path each : entries) {
                String name = each.getFileName().toString();
                long number = numberOf(name.substring(0, name.length() - SUFFIX.length()));
                if (number >= 0) {
                    found.add(new Segment(number, each, Files.size(each), linesOf(each)));
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        found.sort(Comparator.comparingLong(Segment::number));
        return found;
    }

    private static long numberOf(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException _) {
            return -1;
        }
    }

    private static long linesOf(Path file) throws IOException {
        long lines = 0;
        byte[] block = new byte[64 * 1024];
        try (InputStream in = Files.newInputStream(file)) {
            for (int count = in.read(block); count > 0; count = in.read(block)) {
                for (int i = 0; i < count; i++) {
                    lines += block[i] == '\n' ? 1 : 0;
                }
            }
        }
        return lines;
    }

    /// The next after this number. By the clock, so that a number is not given again when all files are gone.
    Segment after(long number) {
        long next = Math.max(number + 1, clock.millis());
        return new Segment(next, folder.resolve(next + SUFFIX), 0, 0);
    }
}
