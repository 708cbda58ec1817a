package dev.attache.role.logs;

import dev.attache.observe.Event;

/// The disk does not keep what a spool was given: a power failure, though no kill, may cost it.
///
/// @param why what the system says
record LogSpoolError(String role, String input, String why) implements Event {
    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public String message() {
        return "what input " + input + " of role " + role + " has received is not safely on the disk: " + why;
    }

    @Override
    public String counter() {
        return "log_spool_errors";
    }
}
