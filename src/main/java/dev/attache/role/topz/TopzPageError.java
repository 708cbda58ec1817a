package dev.attache.role.topz;

import dev.attache.observe.Event;
import dev.attache.observe.Label;

/// A page could not be made: a fault of ours.
record TopzPageError(@Label String role, String path, String why) implements Event {
    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public String message() {
        return "the page " + path + " of role " + role + " failed: " + why;
    }

    @Override
    public String counter() {
        return "topz_page_errors";
    }
}
