package dev.attache.net;

import dev.attache.observe.Event;
import dev.attache.observe.Label;

/// A connection could not be accepted; the listener rests for a moment and goes on.
record AcceptFailedError(@Label String listener, String why) implements Event {
    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public String message() {
        return "cannot accept on " + listener + ": " + why + "; accepting rests for a moment";
    }

    @Override
    public String counter() {
        return "accept_failures";
    }
}
