package dev.attache.boot;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// What this attache was built from.
///
/// @param version as in the project file
/// @param commit abbreviated; `unknown` where it was not built from a clone
public record Build(String version, String commit) {
    /// As the build left it in the jar.
    public static Build current() {
        return new Build(line("version.txt"), line("commit.txt"));
    }

    private static String line(String resource) {
        try (InputStream in = Build.class.getResourceAsStream(resource)) {
            return in == null ? "unknown" : new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException _) {
            return "unknown";
        }
    }
}
