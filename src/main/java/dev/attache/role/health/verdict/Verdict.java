package dev.attache.role.health.verdict;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/// What a probe is told of an endpoint.
///
/// @param note what has decided besides the checks, such as a drain; empty where nothing has
/// @param since since when it passes or does not
/// @param checks those that the endpoint depends on
/// @param unwanted names of those that have to fail
public record Verdict(
        Endpoint endpoint, boolean passes, String note, Instant since, List<CheckReport> checks, Set<String> unwanted) {
    static final String DRAINING = "draining";

    public Verdict {
        checks = List.copyOf(checks);
    }

    /// Whether something is wrong, though the endpoint may pass.
    public boolean isDegraded() {
        for (CheckReport each : checks) {
            if (isWrong(each)) {
                return true;
            }
        }
        return false;
    }

    /// Whether it is the drain that has decided.
    public boolean isDraining() {
        return note.equals(DRAINING);
    }

    /// Whether a check is not as it should be.
    public boolean isWrong(CheckReport check) {
        return check.passes() == unwanted.contains(check.name());
    }

    /// `pass`, `degraded` or `fail`.
    public String label() {
        return passes ? isDegraded() ? "degraded" : "pass" : "fail";
    }

    /// What is wrong, on one line; empty where nothing is.
    public String why() {
        var text = new StringBuilder(note);
        for (CheckReport each : checks) {
            if (isWrong(each)) {
                text.append(text.isEmpty() ? "" : "; ").append(each.name());
                text.append(": ").append(each.passes() ? "has to fail" : each.why());
            }
        }
        return text.toString();
    }
}
