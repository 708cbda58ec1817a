package dev.attache.role.logs;

import dev.attache.role.logs.spool.Spool;
import dev.attache.role.logs.tail.Generation;
import dev.attache.role.logs.tail.Source;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One source and how its lines are read. Counters are written by the pump's thread alone.
final class LogInput {
    private final String name;
    private final Source source;
    private final Readings readings;
    private final @Nullable Spool spool;
    private final Map<Object, Reading> inUse = new HashMap<>();
    private final Map<String, FormatLines> byFormat = new ConcurrentHashMap<>();
    private long bytes;
    private long lines;
    private long misfits;
    private long headings;

    /// What reads lines.
    ///
    /// @param make makes it for a content
    /// @param forEach whether each content has its own; else there is one for all
    record Readings(Function<Generation, Reading> make, boolean forEach) {}

    /// What became of lines that were read together.
    ///
    /// @param lines all of them
    /// @param misfits those not of the format
    /// @param headings those that name the columns of others
    /// @param cut those of which only the beginning was kept
    record Counted(int lines, int misfits, int headings, int cut) {}

    /// @param name what it is called in metrics and in the checkpoint, such as the pattern of its files
    /// @param spool where lines wait that were sent; null where the source keeps them itself
    LogInput(String name, Source source, Readings readings, @Nullable Spool spool) {
        this.name = name;
        this.source = source;
        this.readings = readings;
        this.spool = spool;
    }

    String name() {
        return name;
    }

    Source source() {
        return source;
    }

    @Nullable Spool spool() {
        return spool;
    }

    /// What reads the lines of this content.
    Reading reading(Generation generation) {
        Object key = readings.forEach() ? generation : this;
        Reading known = inUse.get(key);
        if (known != null) {
            return known;
        }
        inUse.keySet().removeIf(each -> each instanceof Generation old && old.isEnded());
        Reading made = readings.make().apply(generation);
        inUse.put(key, made);
        return made;
    }

    /// Lines were read.
    ///
    /// @param format what they were read as, which is one of a few names
    void read(String format, long moreBytes, Counted more) {
        bytes += moreBytes;
        lines += more.lines();
        misfits += more.misfits();
        headings += more.headings();
        byFormat.computeIfAbsent(format, _ -> new FormatLines()).add(more);
    }

    /// What became of the lines that were read as one format. Written by one thread.
    static final class FormatLines {
        private long parsed;
        private long misfit;
        private long cut;

        private void add(Counted more) {
            parsed += more.lines() - more.misfits() - more.cut();
            misfit += more.misfits();
            cut += more.cut();
        }

        /// Lines of the format.
        long parsed() {
            return parsed;
        }

        /// Lines not of it, delivered as they are.
        long misfit() {
            return misfit;
        }

        /// Lines of which only the beginning was delivered.
        long cut() {
            return cut;
        }
    }

    /// By the name of the format.
    Map<String, FormatLines> byFormat() {
        return byFormat;
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
