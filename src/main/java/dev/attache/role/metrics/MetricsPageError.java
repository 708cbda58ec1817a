package dev.attache.role.metrics;

import dev.attache.observe.Event;
import dev.attache.observe.Label;

/// The page could not be made: a fault of ours.
record MetricsPageError(@Label String role, String why) implements Event {
    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public String message() {
        return "the page of role " + role + " failed: " + why;
    }

    @Override
    public String counter() {
        return "metrics_page_errors";
    }
}
