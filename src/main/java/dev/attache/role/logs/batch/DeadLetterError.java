package dev.attache.role.logs.batch;

import dev.attache.observe.Event;

/// The dead-letter file takes nothing: records that a receiver refuses for good are lost, and counted.
///
/// @param why what the system says
public record DeadLetterError(String role, String output, String file, String why) implements Event {
    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public String message() {
        return "records that output " + output + " of role " + role + " refuses cannot be kept in " + file + ": " + why;
    }
}
