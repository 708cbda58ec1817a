package dev.attache.role.metrics;

import dev.attache.observe.Event;
import dev.attache.observe.Label;

/// A part of a source cannot be asked, or is told in another way than before, while the rest is there.
record SourcePartFailed(@Label String role, @Label String source, String what) implements Event {
    @Override
    public Severity severity() {
        return Severity.WARN;
    }

    @Override
    public String message() {
        return "a part of source " + source + " of role " + role + " is missing: " + what;
    }

    @Override
    public String counter() {
        return "metrics_source_part_failures";
    }
}
