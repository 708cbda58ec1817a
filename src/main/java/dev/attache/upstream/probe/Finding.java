package dev.attache.upstream.probe;

import java.util.ArrayList;
import java.util.List;

/// What one question has brought to light.
///
/// @param why for people; empty where all is well. Never a secret.
/// @param figures what else is worth knowing; at most a dozen
public record Finding(Kind kind, String why, List<Figure> figures) {
    /// All is well, and nothing more is known.
    public static final Finding GOOD = new Finding(Kind.GOOD, "", List.of());

    public Finding {
        figures = List.copyOf(figures);
    }

    /// What kind of answer it was.
    public enum Kind {
        GOOD,
        BAD,
        /// There was no answer in time, so nobody knows.
        LATE
    }

    /// @param why empty where all is well
    public static Finding of(String why) {
        return why.isEmpty() ? GOOD : new Finding(Kind.BAD, why, List.of());
    }

    /// @param why empty where all is well
    public static Finding of(String why, List<Figure> figures) {
        return new Finding(why.isEmpty() ? Kind.GOOD : Kind.BAD, why, figures);
    }

    /// The same with further figures.
    Finding with(List<Figure> more) {
        List<Figure> all = new ArrayList<>(figures);
        all.addAll(more);
        return new Finding(kind, why, all);
    }

    static Finding late(String why) {
        return new Finding(Kind.LATE, why, List.of());
    }

    public boolean isGood() {
        return kind == Kind.GOOD;
    }
}
