package dev.attache.role.health.verdict;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a probe may ask for.
public enum Endpoint {
    /// Whether the app works at all; if not, a restart may help.
    LIVE,
    /// Whether traffic should come.
    READY,
    /// Whether the start is over, which it stays.
    STARTUP;

    /// The word in the file, such as `live`.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The endpoint of a word; null where there is none.
    public static @Nullable Endpoint of(String word) {
        for (Endpoint each : values()) {
            if (each.label().equals(word)) {
                return each;
            }
        }
        return null;
    }

    /// The page, such as `/livez`.
    public String path() {
        return "/" + label() + "z";
    }
}
