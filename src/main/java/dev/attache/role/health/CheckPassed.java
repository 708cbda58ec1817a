package dev.attache.role.health;

import dev.attache.observe.Event;
import dev.attache.observe.Label;

/// A check passes again, or from its first answer on.
record CheckPassed(@Label String role, @Label String check) implements Event {
    @Override
    public Severity severity() {
        return Severity.INFO;
    }

    @Override
    public String message() {
        return "check " + check + " of role " + role + " passes";
    }

    @Override
    public String counter() {
        return "health_check_rises";
    }
}
