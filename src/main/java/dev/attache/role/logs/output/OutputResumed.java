package dev.attache.role.logs.output;

import dev.attache.observe.Event;

/// An output takes records again.
public record OutputResumed(String role, String output) implements Event {
    @Override
    public Severity severity() {
        return Severity.INFO;
    }

    @Override
    public String message() {
        return "output " + output + " of role " + role + " writes again";
    }
}
