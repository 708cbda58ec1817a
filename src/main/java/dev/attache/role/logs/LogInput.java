package dev.attache.role.logs;

import dev.attache.role.logs.tail.Generation;
import dev.attache.role.logs.tail.Tailer;
import dev.attache.wire.log.LogFormat;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/// Files of one pattern and how their lines are read: each file by a format of its own. Counters are written by the
/// pump's thread alone.
final class LogInput {
    private final String pattern;
    private final Tailer tailer;
    private final Function<String, LogFormat> formats;
    private final Map<Generation, LogFormat> inUse = new HashMap<>();
    private long bytes;
    private long lines;
    private long misfits;

    /// @param formats makes what reads the lines of one file, by its path
    LogInput(String pattern, Tailer tailer, Function<String, LogFormat> formats) {
        this.pattern = pattern;
        this.tailer = tailer;
        this.formats = formats;
    }

    String pattern() {
        return pattern;
    }

    Tailer tailer() {
        return tailer;
    }

    /// What reads the lines of this file.
    LogFormat format(Generation generation) {
        LogFormat known = inUse.get(generation);
        if (known != null) {
            return known;
        }
        inUse.keySet().removeIf(Generation::isEnded);
        LogFormat made = formats.apply(generation.path());
        inUse.put(generation, made);
        return made;
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
