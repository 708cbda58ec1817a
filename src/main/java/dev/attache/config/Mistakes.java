package dev.attache.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Gathers the mistakes of one file, to be told at once in the order of the file.
///
/// Keeps [#KEPT_MAX] of them: a file with more is not a configuration that somebody mistyped.
final class Mistakes {
    static final int KEPT_MAX = 500;

    private static final Comparator<Mistake> IN_ORDER_OF_FILE =
            Comparator.comparingInt(Mistake::line).thenComparingInt(Mistake::column);

    private final String file;
    private final List<Mistake> found = new ArrayList<>();

    Mistakes(String file) {
        this.file = file;
    }

    void add(Place place, String keyPath, String what) {
        add(place, keyPath, what, "", "");
    }

    void add(Place place, String keyPath, String what, String expected) {
        add(place, keyPath, what, expected, "");
    }

    void add(Place place, String keyPath, String what, String expected, String suggestion) {
        if (found.size() < KEPT_MAX) {
            found.add(new Mistake(file, place.line(), place.column(), keyPath, what, expected, suggestion));
        }
    }

    /// An empty list for the same file.
    Mistakes sibling() {
        return new Mistakes(file);
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    List<Mistake> inOrder() {
        return found.stream().sorted(IN_ORDER_OF_FILE).toList();
    }
}
