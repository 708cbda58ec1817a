package dev.attache.wire.log;

import dev.attache.base.GrowingBytes;

/// Writes records in the form a receiver wants. What it writes is sound whatever the line held.
public interface LogEncoder {
    /// What it is called in the file.
    String name();

    /// Appends the record, with what separates it from the next.
    void write(LogRecord record, GrowingBytes to);
}
