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
}
