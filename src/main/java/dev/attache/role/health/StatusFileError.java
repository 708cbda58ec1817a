package dev.attache.role.health;

import dev.attache.observe.Event;
import dev.attache.observe.Label;

/// The files that say yes cannot be written or removed.
record StatusFileError(@Label String role, String why) implements Event {
    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public String message() {
        return "role " + role + " cannot keep its files: " + why;
    }

    @Override
    public String counter() {
        return "health_file_errors";
    }
}
