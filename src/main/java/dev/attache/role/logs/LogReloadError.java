package dev.attache.role.logs;

import dev.attache.observe.Event;

/// New settings could not be used; those before are in force.
record LogReloadError(String role, String why) implements Event {
    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public String message() {
        return "role " + role + " goes on with the settings before: " + why;
    }
}
