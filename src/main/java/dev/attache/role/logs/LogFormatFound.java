package dev.attache.role.logs;

import dev.attache.observe.Event;

/// What the lines of a file look like was found out from the first of them.
record LogFormatFound(String role, String path, String format) implements Event {
    @Override
    public Severity severity() {
        return Severity.INFO;
    }

    @Override
    public String message() {
        return "lines of " + path + " are read as " + format;
    }
}
