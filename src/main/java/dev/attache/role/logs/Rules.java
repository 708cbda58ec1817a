package dev.attache.role.logs;

import dev.attache.config.LogsConfig;
import dev.attache.role.logs.metric.LogMetrics;
import dev.attache.role.logs.output.Output;
import dev.attache.role.logs.step.Steps;
import java.util.List;

/// What the file wants done with records between reading and writing.
///
/// @param usesTraces whether a step or metric asks for the ids of traces
/// @param metrics see all records, as the steps before have left them, also those that a step takes out
record Rules(Steps steps, LogMetrics metrics, boolean usesTraces) {
    /// @param seed of what is left to chance
    static Rules of(String role, LogsConfig config, List<Output> outputs, long seed) {
        boolean lines = outputs.stream().anyMatch(each -> !each.encoder().showsFields());
        return new Rules(
                StepList.of(config.steps(), lines, seed), new LogMetrics(role, config.metrics()), usesTraces(config));
    }

    private static boolean usesTraces(LogsConfig config) {
        String all = config.steps() + " " + config.metrics();
        boolean samples = config.steps().stream().anyMatch(each -> each.sample().isGiven());
        return samples || all.contains("trace_id") || all.contains("span_id");
    }
}
