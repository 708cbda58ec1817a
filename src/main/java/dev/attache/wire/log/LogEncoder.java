package dev.attache.wire.log;

import dev.attache.base.GrowingBytes;

/// Writes records in the form a receiver wants. What it writes is sound whatever the line held.
///
/// A batch is [#head], records with [#separator] between them, [#tail]. These three never change, so that records that
/// were written one after the other can be put together to batches of any size; lines have none of them.
public interface LogEncoder {
    /// What it is called in the file.
    String name();

    /// What stands before the first record of a batch, such as what all of them have in common. Not to be changed.
    default byte[] head() {
        return NOTHING;
    }

    /// What stands between two records of a batch, besides what [#write] ends with. Not to be changed.
    default byte[] separator() {
        return NOTHING;
    }

    /// What stands behind the last record of a batch. Not to be changed.
    default byte[] tail() {
        return NOTHING;
    }

    /// Whether it writes more of a record than its line.
    default boolean showsFields() {
        return true;
    }

    /// Appends the record.
    void write(LogRecord record, GrowingBytes to);

    /// No bytes.
    byte[] NOTHING = {};
}
