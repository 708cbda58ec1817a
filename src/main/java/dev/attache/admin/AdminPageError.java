package dev.attache.admin;

import dev.attache.observe.Event;

/// A page could not be made: a fault of ours.
record AdminPageError(String path, String why) implements Event {
    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public String message() {
        return "the page " + path + " failed: " + why;
    }

    @Override
    public String counter() {
        return "admin_page_errors";
    }
}
