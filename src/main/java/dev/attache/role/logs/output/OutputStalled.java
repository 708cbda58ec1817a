package dev.attache.role.logs.output;

import dev.attache.observe.Event;

/// An output does not take records; nothing is lost, reading waits.
///
/// @param why what the system says
public record OutputStalled(String role, String output, String why) implements Event {
    @Override
    public Severity severity() {
        return Severity.WARN;
    }

    @Override
    public String message() {
        return "output " + output + " of role " + role + " cannot write: " + why
                + "; reading waits and it is tried again";
    }

    @Override
    public String counter() {
        return "log_output_stalls";
    }
}
