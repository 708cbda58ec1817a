package dev.attache.role.logs.tail;

import java.util.Locale;

/// Who is told of bytes that were in a file and were not read.
public interface Losses {
    /// Why bytes were not read.
    enum Reason {
        /// The writer cut the file short, or wrote it anew, before they were read.
        TRUNCATED,
        /// They came and went while attache was not running.
        VANISHED,
        /// The system refused to read them.
        UNREADABLE,
        /// They were taken from a pipe, and could not be sent before the end.
        UNDELIVERED,
        /// They were sent to attache when there was no more room for them.
        DROPPED,
        /// They were not on disk as they had been written there.
        DAMAGED;

        /// The word in metrics, pages and events.
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// @param path the file's last name
    /// @param bytes as far as they were seen to be there
    void lost(String path, long bytes, Reason reason);

    /// Bytes that had been counted as lost were found in a copy of the file.
    void found(String path, long bytes);

    /// A file, or a directory on the way to one, cannot be opened; told once until it can.
    void refused(String path, String why);
}
