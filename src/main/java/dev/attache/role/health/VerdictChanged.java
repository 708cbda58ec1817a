package dev.attache.role.health;

import dev.attache.observe.Event;
import dev.attache.observe.Label;

/// What probes are told of an endpoint has changed.
///
/// @param endpoint live, ready or startup
/// @param verdict pass, degraded or fail
record VerdictChanged(
        @Label String role, @Label String endpoint, @Label String verdict, String why) implements Event {
    @Override
    public Severity severity() {
        return verdict.equals("fail") ? Severity.WARN : Severity.INFO;
    }

    @Override
    public String message() {
        return "role " + role + " is told to be " + endpoint + ": " + verdict + (why.isEmpty() ? "" : ", " + why);
    }

    @Override
    public String counter() {
        return "health_verdict_changes";
    }
}
