package dev.attache.role.metrics;

import dev.attache.observe.Event;

/// A source that could not be asked can be asked again.
record SourceRecovered(String role, String source) implements Event {
    @Override
    public Severity severity() {
        return Severity.INFO;
    }

    @Override
    public String message() {
        return "source " + source + " of role " + role + " answers again";
    }
}
