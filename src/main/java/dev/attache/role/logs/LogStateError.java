package dev.attache.role.logs;

import dev.attache.observe.Event;

/// How far files were delivered could not be written down.
record LogStateError(String role, String folder, String why) implements Event {
    @Override
    public Severity severity() {
        return Severity.WARN;
    }

    @Override
    public String message() {
        return "cannot write the state in " + folder + ": " + why
                + "; until it can be, a restart delivers again what was delivered since";
    }

    @Override
    public String counter() {
        return "log_state_errors";
    }
}
