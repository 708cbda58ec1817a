package dev.attache.role.metrics.source.statsd;

import dev.attache.role.metrics.series.PushTarget;
import dev.attache.wire.statsd.StatsdType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Names with their tags, as the bytes in which they came, to where their samples go: so that no text is made of a line
/// that was seen before. For one thread.
///
/// Open addressing; when it holds [#ENTRIES_MAX] it starts empty again.
final class LineCache {
    static final int ENTRIES_MAX = 1 << 18;

    private static final int CAPACITY_MIN = 1 << 8;

    /// One name. The bytes are the name's, then those of the tags.
    private record Entry(byte[] key, int nameLength, StatsdType type, int hash, PushTarget target) {}

    private @Nullable Entry[] entries = new Entry[CAPACITY_MIN];
    private int size;

    /// Where samples go; null where the name was not seen before, or its series is gone.
    @Nullable PushTarget get(byte[] bytes, int nameFrom, int nameEnd, int tagsFrom, int tagsEnd, StatsdType type) {
        int hash = hash(bytes, nameFrom, nameEnd, tagsFrom, tagsEnd, type);
        int mask = entries.length - 1;
        for (int at = hash & mask; ; at = at + 1 & mask) {
            Entry entry = entries[at];
            if (entry == null) {
                return null;
            }
            if (entry.hash == hash
                    && entry.type == type
                    && entry.nameLength == nameEnd - nameFrom
                    && Arrays.equals(entry.key, 0, entry.nameLength, bytes, nameFrom, nameEnd)
                    && Arrays.equals(entry.key, entry.nameLength, entry.key.length, bytes, tagsFrom, tagsEnd)) {
                return entry.target.isGone() ? null : entry.target;
            }
        }
    }

    void put(byte[] bytes, int nameFrom, int nameEnd, int tagsFrom, int tagsEnd, StatsdType type, PushTarget target) {
        if (size == ENTRIES_MAX) {
            entries = new Entry[CAPACITY_MIN];
            size = 0;
        } else if (2 * size >= entries.length) {
            grow();
        }
        int nameLength = nameEnd - nameFrom;
        byte[] key = Arrays.copyOfRange(bytes, nameFrom, nameEnd + tagsEnd - tagsFrom);
        System.arraycopy(bytes, tagsFrom, key, nameLength, tagsEnd - tagsFrom);
        int hash = hash(bytes, nameFrom, nameEnd, tagsFrom, tagsEnd, type);
        place(new Entry(key, nameLength, type, hash, target));
    }

    private void place(Entry added) {
        int mask = entries.length - 1;
        int at = added.hash & mask;
        Entry there = entries[at];
        while (there != null && !isSame(there, added)) {
            at = at + 1 & mask;
            there = entries[at];
        }
        size += there == null ? 1 : 0;
        entries[at] = added;
    }

    private static boolean isSame(Entry one, Entry other) {
        return one.hash == other.hash
                && one.type == other.type
                && one.nameLength == other.nameLength
                && Arrays.equals(one.key, other.key);
    }

    private void grow() {
        @Nullable Entry[] old = entries;
        entries = new Entry[2 * old.length];
        size = 0;
        for (Entry each : old) {
            if (each != null) {
                place(each);
            }
        }
    }

    private static int hash(byte[] bytes, int nameFrom, int nameEnd, int tagsFrom, int tagsEnd, StatsdType type) {
        int hash = type.ordinal();
        for (int i = nameFrom; i < nameEnd; i++) {
            hash = 31 * hash + bytes[i];
        }
        for (int i = tagsFrom; i < tagsEnd; i++) {
            hash = 31 * hash + bytes[i];
        }
        return hash ^ hash >>> 15;
    }
}
