package dev.attache.role.logs;

import dev.attache.config.LogOutputConfig.Encoding;
import dev.attache.config.LogsConfig;
import dev.attache.role.logs.metric.LogMetrics;
import dev.attache.role.logs.step.Steps;

/// What the file wants done with records between reading and writing.
///
/// @param metrics see all records, as the steps before have left them, also those that a step takes out
record Rules(Steps steps, LogMetrics metrics) {
    /// @param seed of what is left to chance
    static Rules of(String role, LogsConfig config, long seed) {
        boolean lines = config.outputs().stream()
                .anyMatch(each ->
                        each.stdout().encode() == Encoding.RAW || each.file().encode() == Encoding.RAW);
        return new Rules(StepList.of(config.steps(), lines, seed), new LogMetrics(role, config.metrics()));
    }
}
