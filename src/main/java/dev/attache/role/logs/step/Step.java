package dev.attache.role.logs.step;

import dev.attache.wire.log.LogRecord;

/// One thing that is done to every record. For one thread.
public interface Step {
    /// What it is called in the file, which is also the reason that is counted where it takes a record out.
    String name();

    /// Changes the record, or takes it out. What it sets must stay as it is until the next record comes.
    ///
    /// @return whether the record goes on
    boolean take(LogRecord record);

    /// Makes the record one of the step's own that is due, such as a count of what was taken out. Called until there
    /// is none.
    ///
    /// @param nowNanos since 1970 in UTC
    /// @param last whether nothing follows, so that everything is due
    /// @return false where none is due; the record is as it was then
    default boolean next(LogRecord record, long nowNanos, boolean last) {
        return false;
    }
}
