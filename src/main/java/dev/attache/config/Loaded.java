package dev.attache.config;

import java.util.List;

/// A file without a mistake.
///
/// @param config what it says, defaults filled in
/// @param warnings what is allowed and yet seldom meant, in the order of the file
public record Loaded(AttacheConfig config, List<Mistake> warnings) {
    public Loaded {
        warnings = List.copyOf(warnings);
    }
}
