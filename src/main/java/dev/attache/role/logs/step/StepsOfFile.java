package dev.attache.role.logs.step;

import dev.attache.config.LogStepConfig;
import dev.attache.config.LogStepConfig.DedupeConfig;
import dev.attache.config.LogStepConfig.RateLimitConfig;
import dev.attache.config.LogStepConfig.SampleConfig;
import dev.attache.role.logs.expr.Compiler;
import dev.attache.role.logs.expr.Source;

/// Makes the steps of this package from what the file says.
public final class StepsOfFile {
    private StepsOfFile() {}

    /// @param seed of what is left to chance
    /// @throws IllegalArgumentException where it is a step of another package
    public static Step step(LogStepConfig config, long seed) {
        if (!config.drop().where().isEmpty()) {
            return new Drop(Compiler.condition(config.drop().where()));
        }
        if (!config.set().isEmpty()) {
            return new SetFields(config.set());
        }
        if (!config.remove().isEmpty()) {
            return new ChooseFields(config.remove(), false);
        }
        if (!config.rename().isEmpty()) {
            return new RenameFields(config.rename());
        }
        if (!config.keep().isEmpty()) {
            return new ChooseFields(config.keep(), true);
        }
        if (!config.dedupe().by().isEmpty()) {
            return dedupe(config.dedupe(), seed);
        }
        if (config.rateLimit().records() > 0) {
            RateLimitConfig limit = config.rateLimit();
            return new RateLimit(
                    Compiler.condition(limit.where()),
                    limit.records(),
                    limit.per().toNanos());
        }
        SampleConfig sample = config.sample();
        if (config.redact().isEmpty()) {
            return new Sample(Compiler.condition(sample.where()), sample.keep().value(), seed);
        }
        throw new IllegalArgumentException("a step of another package");
    }

    private static Step dedupe(DedupeConfig dedupe, long seed) {
        Source[] by = dedupe.by().stream().map(Compiler::source).toArray(Source[]::new);
        var bounds = new Dedupe.Bounds(dedupe.within().toNanos(), dedupe.keysMax());
        return new Dedupe(Compiler.condition(dedupe.where()), by, bounds, seed);
    }
}
