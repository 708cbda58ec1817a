package dev.attache.boot;

import dev.attache.observe.Event;

/// The file is sound, and yet says something that is seldom meant.
record ConfigWarned(String warning) implements Event {
    @Override
    public Severity severity() {
        return Severity.WARN;
    }

    @Override
    public String message() {
        return warning;
    }
}
