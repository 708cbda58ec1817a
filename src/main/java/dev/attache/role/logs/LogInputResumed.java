package dev.attache.role.logs;

import dev.attache.observe.Event;

/// There is room again for lines that are sent.
record LogInputResumed(String role, String input) implements Event {
    @Override
    public Severity severity() {
        return Severity.INFO;
    }

    @Override
    public String message() {
        return "input " + input + " of role " + role + " takes lines again";
    }
}
