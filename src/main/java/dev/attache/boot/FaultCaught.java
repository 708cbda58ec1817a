package dev.attache.boot;

import dev.attache.observe.Event;

/// A fault of ours that ended a task, but not the process.
record FaultCaught(String where, String what) implements Event {
    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public String message() {
        return "fault in " + where + ": " + what;
    }

    @Override
    public String counter() {
        return "faults";
    }
}
