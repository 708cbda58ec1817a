package dev.attache.role.logs.expr;

import dev.attache.wire.log.LogRecord;

/// An expression that has a value. For one thread.
@FunctionalInterface
public interface Source {
    /// Finds the value for this record. It stays as it is until the next call, and no longer than the record's bytes.
    void read(LogRecord record, Value into);
}
