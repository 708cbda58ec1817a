package dev.attache.boot;

import java.nio.file.Path;

/// Notices that a file has changed. A change counts when the file has held still from one look to the next, so that a
/// file that is being written is left alone, and one that is gone is waited for.
final class FileWatch {
    private final Path path;
    private FileStamp taken;
    private FileStamp seen;

    /// The file as it is now counts as known.
    FileWatch(Path path) {
        this.path = path;
        this.taken = FileStamp.of(path);
        this.seen = taken;
    }

    /// Looks once.
    ///
    /// @return true where the file should be read; each version is told once
    boolean look() {
        FileStamp now = FileStamp.of(path);
        boolean still = now.equals(seen);
        seen = now;
        if (!still || now.equals(taken) || now.equals(FileStamp.NONE)) {
            return false;
        }
        taken = now;
        return true;
    }
}
