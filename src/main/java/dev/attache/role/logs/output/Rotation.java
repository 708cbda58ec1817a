package dev.attache.role.logs.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;

/// When a file that is written to has to make room for a new one, and what becomes of those before: `NAME.1` is the
/// youngest of them, as logrotate has it.
///
/// @param bytes size at which the file is renamed; 0 never
/// @param age at which it is; zero never
/// @param keep renamed files that stay
public record Rotation(long bytes, Duration age, int keep) {
    /// Never.
    public static final Rotation NONE = new Rotation(0, Duration.ZERO, 0);

    /// When the file was begun, as far as the system knows.
    static Instant birth(Path path) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        return attributes.creationTime().toInstant();
    }

    /// Whether a file of this size and age is renamed now; an empty one never is.
    boolean isDue(long size, Instant born, Instant now) {
        return size > 0 && (bytes > 0 && size >= bytes || !age.isZero() && !now.isBefore(born.plus(age)));
    }

    /// Renames the files: each takes the name of the next older one, and the oldest goes.
    void turn(Path path) throws IOException {
        if (keep == 0) {
            Files.deleteIfExists(path);
            return;
        }
        for (int i = keep; i > 1; i--) {
            Path younger = numbered(path, i - 1);
            if (Files.exists(younger)) {
                Files.move(younger, numbered(path, i), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.move(path, numbered(path, 1), StandardCopyOption.REPLACE_EXISTING);
    }

    private static Path numbered(Path path, int number) {
        return path.resolveSibling(path.getFileName() + "." + number);
    }
}
