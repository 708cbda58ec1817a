package dev.attache.role.logs;

import dev.attache.observe.Event;

/// A log file, or a directory on the way to one, cannot be read.
record LogFileError(String role, String path, String why) implements Event {
    @Override
    public Severity severity() {
        return Severity.WARN;
    }

    @Override
    public String message() {
        return "cannot read " + path + ": " + why;
    }

    @Override
    public String counter() {
        return "log_file_errors";
    }
}
