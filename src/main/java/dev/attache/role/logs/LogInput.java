package dev.attache.role.logs;

import dev.attache.role.logs.tail.Generation;
import dev.attache.role.logs.tail.Source;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/// One source and how its lines are read: each content by a format of its own. Counters are written by the pump's
/// thread
/// alone.
final class LogInput {
    private final String name;
    private final Source source;
    private final Function<Generation, Reading> readings;
    private final Map<Generation, Reading> inUse = new HashMap<>();
    private long bytes;
    private long lines;
    private long misfits;
    private long headings;

    /// @param name what it is called in metrics and in the checkpoint: the pattern of its files
    /// @param readings makes what reads the lines of one content
    LogInput(String name, Source source, Function<Generation, Reading> readings) {
        this.name = name;
        this.source = source;
        this.readings = readings;
    }

    String name() {
        return name;
    }

    Source source() {
        return source;
    }

    /// What reads the lines of this content.
    Reading reading(Generation generation) {
        Reading known = inUse.get(generation);
        if (known != null) {
            return known;
        }
        inUse.keySet().removeIf(Generation::isEnded);
        Reading made = readings.apply(generation);
        inUse.put(generation, made);
        return made;
    }

    void read(long moreBytes, int moreLines, int moreMisfits, int moreHeadings) {
        bytes += moreBytes;
        lines += moreLines;
        misfits += moreMisfits;
        headings += moreHeadings;
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

    /// Lines that name the columns of those after them, which are delivered by these names.
    long headings() {
        return headings;
    }
}
