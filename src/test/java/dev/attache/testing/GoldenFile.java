package dev.attache.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file that the program could have written itself: a test compares the two, or renews the file where the system
/// property [#RENEW] is set, for a person to read the difference before it is committed.
public final class GoldenFile {
    /// Set to anything, rewrites golden files instead of comparing them.
    public static final String RENEW = "renew";

    private GoldenFile() {}

    /// Fails where a file is not what the program says now.
    ///
    /// @param command the one command that renews the file
    public static void assertCurrent(Path file, String now, String command) {
        try {
            if (System.getProperty(RENEW) != null) {
                Files.createDirectories(file.toAbsolutePath().getParent());
                Files.writeString(file, now);
                return;
            }
            String standing = Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
            assertThat(now).as("%s is stale; renew it with: %s", file, command).isEqualTo(standing);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
