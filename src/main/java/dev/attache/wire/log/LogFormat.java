package dev.attache.wire.log;

/// Reads a line of one format. Has no state of the line before, so that lines can be read in any order, unless it says
/// otherwise.
public interface LogFormat {
    /// What it is called in the file.
    String name();

    /// Reads the record's line into it.
    ///
    /// @return false where the line is not of this format: the record is as it was begun, its line its body
    boolean read(LogRecord record);

    /// Takes further lines into the record that was read last: see [LogRecord#goOn].
    ///
    /// @param to where they end
    default void goOn(LogRecord record, int to) {
        record.goOn(to);
    }

    /// Whether a line that looks like this is a record by itself, which no line after it can go on with.
    default boolean isWhole(byte[] bytes, int from, int to) {
        return false;
    }

    /// Whether it reads all lines of a record, not only the first.
    default boolean readsAllLines() {
        return false;
    }

    /// Whether it is to be shown the first line of a file before any other, wherever reading begins.
    default boolean wantsHeading() {
        return false;
    }
}
