package dev.attache.role.health.face;

import dev.attache.role.health.verdict.CheckReport;
import dev.attache.role.health.verdict.Verdict;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;

/// Verdicts as text for people: the verdict in the first line, then a line for each check.
///
/// ```
/// fail
/// + app pass since 2026-11-21T10:00:00Z
/// - db fail since 2026-11-21T10:05:07Z: connection refused
/// ```
final class VerdictText {
    private VerdictText() {}

    static String of(Verdict verdict, Set<String> excluded, List<String> unknown) {
        var text = new StringBuilder(verdict.label());
        if (!verdict.note().isEmpty()) {
            text.append(": ").append(verdict.note());
        }
        for (CheckReport each : verdict.checks()) {
            line(text.append(verdict.isWrong(each) ? "\n- " : "\n+ "), each);
            if (verdict.unwanted().contains(each.name())) {
                text.append(" (has to fail)");
            }
        }
        excluded.forEach(each -> text.append("\n? ").append(each).append(" excluded"));
        unknown.forEach(
                each -> text.append("\n? nothing here is named as excluded: ").append(shown(each)));
        return text.toString();
    }

    static String of(List<CheckReport> checks) {
        var text = new StringBuilder();
        for (CheckReport each : checks) {
            line(text.append(text.isEmpty() ? "" : "\n").append(each.passes() ? "+ " : "- "), each);
        }
        return text.toString();
    }

    static String of(CheckReport check) {
        var text = new StringBuilder();
        line(text, check);
        return text.toString();
    }

    private static void line(StringBuilder text, CheckReport check) {
        text.append(check.name()).append(' ').append(check.label()).append(" since ");
        text.append(moment(check.state().since()));
        if (!check.why().isEmpty()) {
            text.append(": ").append(check.why());
        }
        if (check.shared()) {
            text.append(" (shared)");
        }
    }

    static String moment(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    /// What a client has sent, cut and without what a terminal obeys.
    private static String shown(String name) {
        var safe = new StringBuilder();
        name.chars().limit(64).forEach(c -> safe.append(c > ' ' && c < 0x7F ? (char) c : '?'));
        return safe.toString();
    }
}
