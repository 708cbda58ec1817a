package dev.attache.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A file without a mistake.
///
/// @param config what it says, defaults filled in
/// @param warnings what is allowed and yet seldom meant, in the order of the file
/// @param files those that hold its secrets, each as it was just before it was read
public record Loaded(AttacheConfig config, List<Mistake> warnings, Map<Path, FileStamp> files) {
    public Loaded {
        warnings = List.copyOf(warnings);
        files = Map.copyOf(files);
    }
}
