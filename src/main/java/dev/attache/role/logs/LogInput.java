package dev.attache.role.logs;

import dev.attache.role.logs.tail.Generation;
import dev.attache.role.logs.tail.Source;
import dev.attache.wire.log.LogFormat;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/// One source and how its lines are read: each content by a format of its own. Counters are written by the pump's
/// thread
/// alone.
final class LogInput {
    private final String name;
    private final Source source;
    private final Function<String, LogFormat> formats;
    private final Map<Generation, LogFormat> inUse = new HashMap<>();
    private long bytes;
    private long lines;
    private long misfits;

    /// @param name what it is called in metrics and in the checkpoint: the pattern of its files
    /// @param formats makes what reads the lines of one content, by its path
    LogInput(String name, Source source, Function<String, LogFormat> formats) {
        this.name = name;
        this.source = source;
        this.formats = formats;
    }

    String name() {
        return name;
    }

    Source source() {
        return source;
    }

    /// What reads the lines of this content.
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
