package dev.attache.role.logs;

import dev.attache.config.LogStepConfig;
import dev.attache.role.logs.redact.Redact;
import dev.attache.role.logs.step.Step;
import dev.attache.role.logs.step.Steps;
import dev.attache.role.logs.step.StepsOfFile;
import java.util.List;

/// The steps that the file names.
final class StepList {
    private StepList() {}

    /// @param lines whether some output writes lines as they were read
    /// @param seed of what is left to chance
    static Steps of(List<LogStepConfig> steps, boolean lines, long seed) {
        return new Steps(steps.stream().map(each -> step(each, lines, seed)).toList());
    }

    private static Step step(LogStepConfig step, boolean lines, long seed) {
        return step.redact().isEmpty() ? StepsOfFile.step(step, seed) : new Redact(step.redact(), lines);
    }
}
