package dev.attache.role.health.verdict;

import dev.attache.upstream.probe.Figure;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One check as pages show it.
///
/// @param shared whether others depend on it too
/// @param state what its answers have led to
/// @param asked when the last answer came; null where there was none
/// @param tookNanos how long it took
/// @param answered whether the last answer was a good one
/// @param figures what else the last answer brought
/// @param word what an operator has said in its place; null where nobody has
public record CheckReport(
        String name,
        boolean shared,
        CheckState state,
        @Nullable Instant asked,
        long tookNanos,
        boolean answered,
        List<Figure> figures,
        @Nullable ManualWord word) {

    /// Whether it counts as good.
    public boolean passes() {
        return word == null ? state instanceof CheckState.Passing : word.passes();
    }

    /// `pass`, `fail` or `pending`.
    public String label() {
        return word == null ? state.label() : word.passes() ? "pass" : "fail";
    }

    /// Why, for people; empty where there is nothing to say.
    public String why() {
        return word == null ? state.why() : word.text();
    }

    CheckReport answered(CheckState next, Instant now, long nanos, boolean good, List<Figure> brought) {
        return new CheckReport(name, shared, next, now, nanos, good, brought, word);
    }

    CheckReport said(@Nullable ManualWord by) {
        return new CheckReport(name, shared, state, asked, tookNanos, answered, figures, by);
    }
}
