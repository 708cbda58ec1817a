package dev.attache.role.logs.batch;

import dev.attache.observe.Event;

/// A receiver refuses what attache sends because of how one of the two is set up; nothing is lost, somebody has to act.
///
/// @param why what the receiver says
public record OutputHeld(String role, String output, String why) implements Event {
    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public String message() {
        return "output " + output + " of role " + role + " is refused: " + why
                + "; nothing is lost, reading waits: mend its settings, here or there";
    }

    @Override
    public String counter() {
        return "log_output_holds";
    }
}
