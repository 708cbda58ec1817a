package dev.attache.boot;

import dev.attache.observe.Event;

/// Going on would make a zombie of the process, so it ends.
record DaemonFatalError(String why) implements Event {
    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public String message() {
        return "fatal, ending at once: " + why;
    }
}
