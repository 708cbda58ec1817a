package dev.attache.role.metrics.push;

import dev.attache.observe.Event;
import dev.attache.observe.Label;

/// A receiver that took metrics, or was never tried, takes none now.
record PushFailed(@Label String role, @Label String push, String why) implements Event {
    @Override
    public Severity severity() {
        return Severity.WARN;
    }

    @Override
    public String message() {
        return "push " + push + " of role " + role + " does not arrive: " + why;
    }

    @Override
    public String counter() {
        return "metrics_push_failures";
    }
}
