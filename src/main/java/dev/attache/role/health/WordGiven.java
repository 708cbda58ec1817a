package dev.attache.role.health;

import dev.attache.observe.Event;
import dev.attache.observe.Label;

/// An operator has said something by hand.
record WordGiven(@Label String role, String what) implements Event {
    @Override
    public Severity severity() {
        return Severity.INFO;
    }

    @Override
    public String message() {
        return "role " + role + " was told: " + what;
    }

    @Override
    public String counter() {
        return "health_words";
    }
}
