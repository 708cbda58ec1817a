package dev.attache.role.logs;

import dev.attache.observe.Event;

/// An input names nothing that can be read.
///
/// @param path the path or pattern, as in the file
record LogInputEmpty(String role, String path, String why) implements Event {
    @Override
    public Severity severity() {
        return Severity.WARN;
    }

    @Override
    public String message() {
        return "role " + role + " finds nothing to read in " + path + ": " + why;
    }
}
