package dev.attache.boot;

import dev.attache.observe.Event;

/// Something could not start, so nothing runs.
record DaemonStartError(String why) implements Event {
    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public String message() {
        return "cannot start: " + why;
    }
}
