package dev.attache.role.logs;

import dev.attache.observe.Event;

/// Lines that were sent have no room on disk; their senders wait.
///
/// @param why what the spool or the system says
record LogInputHeld(String role, String input, String why) implements Event {
    @Override
    public Severity severity() {
        return Severity.WARN;
    }

    @Override
    public String message() {
        return "input " + input + " of role " + role + " has no room for more: " + why
                + "; its senders wait, and it is tried again";
    }

    @Override
    public String counter() {
        return "log_input_stalls";
    }
}
