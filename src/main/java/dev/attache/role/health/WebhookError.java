package dev.attache.role.health;

import dev.attache.observe.Event;
import dev.attache.observe.Label;

/// Nobody took what was to be told of a change.
record WebhookError(@Label String role, String why) implements Event {
    @Override
    public Severity severity() {
        return Severity.WARN;
    }

    @Override
    public String message() {
        return "the webhook of role " + role + " was not told of a change: " + why;
    }

    @Override
    public String counter() {
        return "health_webhook_errors";
    }
}
