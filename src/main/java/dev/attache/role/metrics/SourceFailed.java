package dev.attache.role.metrics;

import dev.attache.observe.Event;
import dev.attache.observe.Label;

/// A source that could be asked before, or never was, cannot be asked now.
record SourceFailed(@Label String role, @Label String source, String why) implements Event {
    @Override
    public Severity severity() {
        return Severity.WARN;
    }

    @Override
    public String message() {
        return "source " + source + " of role " + role + " cannot be asked: " + why;
    }

    @Override
    public String counter() {
        return "metrics_source_failures";
    }
}
