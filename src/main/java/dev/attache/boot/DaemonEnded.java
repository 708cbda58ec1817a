package dev.attache.boot;

import dev.attache.observe.Event;

/// The last line of an orderly end.
///
/// @param cut whether work in flight was cut off
record DaemonEnded(int exitStatus, boolean cut) implements Event {
    @Override
    public Severity severity() {
        return cut ? Severity.WARN : Severity.INFO;
    }

    @Override
    public String message() {
        return "ended with status " + exitStatus + (cut ? "; work in flight was cut off" : "");
    }
}
