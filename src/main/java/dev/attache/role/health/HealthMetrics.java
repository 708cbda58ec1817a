package dev.attache.role.health;

import dev.attache.observe.MetricSink;
import dev.attache.observe.MetricSource;
import dev.attache.role.health.verdict.Board;
import dev.attache.role.health.verdict.Endpoint;
import dev.attache.upstream.probe.Finding;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/// Figures of a health shim at the operator's endpoint. Labels are bounded: names of the file, and a few words.
record HealthMetrics(String role, Board board, Supplier<Map<String, Watch>> watches) implements MetricSource {
    @Override
    public void collect(MetricSink sink) {
        for (Endpoint each : Endpoint.values()) {
            sink.gauge(
                    "health_verdict",
                    "1 while probes of the endpoint are told yes.",
                    board.verdict(each, Set.of()).passes() ? 1 : 0,
                    "role",
                    role,
                    "endpoint",
                    each.label());
        }
        board.checks()
                .forEach(each -> sink.gauge(
                        "health_check_passes",
                        "1 while the check passes.",
                        each.passes() ? 1 : 0,
                        "role",
                        role,
                        "check",
                        each.name()));
        watches.get().forEach((name, watch) -> {
            for (Finding.Kind kind : Finding.Kind.values()) {
                sink.counter(
                        "health_check_answers",
                        "Answers to the check, by what they were.",
                        watch.counts().answers(kind),
                        "role",
                        role,
                        "check",
                        name,
                        "answer",
                        kind.name().toLowerCase(Locale.ROOT));
            }
            sink.latency(
                    "health_check_duration_seconds",
                    "How long answers to the check took.",
                    watch.counts().durations(),
                    "role",
                    role,
                    "check",
                    name);
        });
    }
}
