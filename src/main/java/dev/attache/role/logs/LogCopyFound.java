package dev.attache.role.logs;

import dev.attache.observe.Event;

/// Bytes that had been counted as lost were found in a copy of the file, and are read there.
record LogCopyFound(String role, String path, long bytes) implements Event {
    @Override
    public Severity severity() {
        return Severity.INFO;
    }

    @Override
    public String message() {
        return path + " is a copy of a file that was cut short; " + bytes + " bytes that were missing are read from it";
    }
}
