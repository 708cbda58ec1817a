package dev.attache.role.health.face;

import dev.attache.base.JsonText;
import dev.attache.role.health.verdict.CheckReport;
import dev.attache.role.health.verdict.Verdict;
import dev.attache.upstream.probe.Figure;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Verdicts as JSON for programs.
final class VerdictJson {
    private VerdictJson() {}

    static String of(Verdict verdict, Set<String> excluded) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("endpoint", verdict.endpoint().label());
        facts.put("status", verdict.label());
        facts.put("since", VerdictText.moment(verdict.since()));
        facts.put("why", verdict.passes() && !verdict.isDegraded() ? verdict.note() : verdict.why());
        facts.put("checks", byName(verdict.checks()));
        if (!excluded.isEmpty()) {
            facts.put("excluded", excluded);
        }
        return JsonText.indented(facts);
    }

    static String of(List<CheckReport> checks) {
        return JsonText.indented(Map.of("checks", byName(checks)));
    }

    static String of(CheckReport check) {
        return JsonText.indented(facts(check));
    }

    private static Map<String, Object> byName(List<CheckReport> checks) {
        Map<String, Object> all = new LinkedHashMap<>();
        checks.forEach(each -> all.put(each.name(), facts(each)));
        return all;
    }

    private static Map<String, Object> facts(CheckReport check) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("status", check.label());
        facts.put("since", VerdictText.moment(check.state().since()));
        facts.put("why", check.why());
        facts.put("shared", check.shared());
        Instant asked = check.asked();
        if (asked != null) {
            facts.put("asked", VerdictText.moment(asked));
            facts.put("took-ms", Math.round(check.tookNanos() / 1e3) / 1e3);
            facts.put("answer", check.answered() ? "good" : "bad");
        }
        for (Figure each : check.figures()) {
            boolean whole = each.value() == Math.rint(each.value());
            facts.put(each.name().replace('_', '-'), whole ? (Number) (long) each.value() : each.value());
        }
        return facts;
    }
}
