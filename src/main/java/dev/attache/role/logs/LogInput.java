package dev.attache.role.logs;

import dev.attache.role.logs.tail.Tailer;
import dev.attache.wire.log.LogFormat;

/// Files of one pattern and how their lines are read. Counters are written by the pump's thread alone.
final class LogInput {
    private final String pattern;
    private final Tailer tailer;
    private final LogFormat format;
    private long bytes;
    private long lines;
    private long misfits;

    LogInput(String pattern, Tailer tailer, LogFormat format) {
        this.pattern = pattern;
        this.tailer = tailer;
        this.format = format;
    }

    String pattern() {
        return pattern;
    }

    Tailer tailer() {
        return tailer;
    }

    LogFormat format() {
        return format;
    }

    void read(long moreBytes, int moreLines, int moreMisfits) {
        bytes += moreBytes;
        lines += moreLines;
        misfits += moreMisfits;
    }

    /// Bytes read, ends of lines included.
    long bytes() {
        return bytes;
    }

    long lines() {
        return lines;
    }

    /// Lines that were not of the format, and were delivered as they are.
    long misfits() {
        return misfits;
    }
}
