package dev.attache.config;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/// Patterns of the file, which RE2 reads. Loaded where the file has one.
final class Regexes {
    private Regexes() {}

    /// @throws IllegalArgumentException that quotes the key, where RE2 refuses the pattern
    static void check(String key, String pattern) {
        try {
            Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(key + ": is no pattern that RE2 reads: " + e.getDescription(), e);
        }
    }
}
