package dev.attache.role.metrics.push;

import dev.attache.observe.Event;

/// A receiver that took no metrics takes them again.
record PushRecovered(String role, String push) implements Event {
    @Override
    public Severity severity() {
        return Severity.INFO;
    }

    @Override
    public String message() {
        return "push " + push + " of role " + role + " arrives again";
    }
}
