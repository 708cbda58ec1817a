package dev.attache.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A folder of its own for a server, gone when closed.
///
/// @param path where it is
public record TempFolder(Path path) implements AutoCloseable {
    /// Makes an empty folder whose name starts with `prefix`.
    public static TempFolder create(String prefix) throws IOException {
        return new TempFolder(Files.createTempDirectory("attache-" + prefix + "-"));
    }

    @Override
    public void close() throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> found = Files.walk(path)) {
            deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path one : deepestFirst) {
            Files.deleteIfExists(one);
        }
    }
}
