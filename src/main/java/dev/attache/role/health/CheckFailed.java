package dev.attache.role.health;

import dev.attache.observe.Event;
import dev.attache.observe.Label;

/// A check does not pass any more, or has not from its first answer on.
record CheckFailed(@Label String role, @Label String check, String why) implements Event {
    @Override
    public Severity severity() {
        return Severity.WARN;
    }

    @Override
    public String message() {
        return "check " + check + " of role " + role + " fails: " + why;
    }

    @Override
    public String counter() {
        return "health_check_falls";
    }
}
