package dev.attache.boot;

import dev.attache.observe.Event;

/// Nothing new is admitted any more.
///
/// @param why what asked for it
/// @param atMost how long work in flight may take
record DrainStarted(String why, String atMost) implements Event {
    @Override
    public Severity severity() {
        return Severity.INFO;
    }

    @Override
    public String message() {
        return "draining, for " + atMost + " at most: " + why;
    }
}
