package dev.attache.role.logs.spool;

import java.nio.file.Path;

/// One file of a spool. Guarded by the spool.
final class Segment {
    private final long number;
    private final Path path;
    private long bytes;
    private long lines;
    private boolean reading;

    Segment(long number, Path path, long bytes, long lines) {
        this.number = number;
        this.path = path;
        this.bytes = bytes;
        this.lines = lines;
    }

    long number() {
        return number;
    }

    Path path() {
        return path;
    }

    long bytes() {
        return bytes;
    }

    long lines() {
        return lines;
    }

    void grew(long moreBytes, long moreLines) {
        bytes += moreBytes;
        lines += moreLines;
    }

    /// Whether somebody has begun to read it.
    boolean isReading() {
        return reading;
    }

    void toReading() {
        reading = true;
    }
}
