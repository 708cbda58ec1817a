package dev.attache.role.logs.metric;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The series of one metric by their label values: a hash table without objects for what is looked up. It only grows.
///
/// One thread adds; [#all] is safe from any.
final class SeriesTable {
    private static final int PRIME = 0x01000193;
    private static final int BASIS = 0x811c9dc5;

    private final int seriesMax;
    private @Nullable Series[] slots = new Series[64];
    private @Nullable Series last;
    private volatile Series[] all = {};

    SeriesTable(int seriesMax) {
        this.seriesMax = seriesMax;
    }

    /// The series of these label values; null where there is none yet.
    @Nullable Series find(byte[] key, int length) {
        Series before = last;
        if (before != null && isOf(before, key, length)) {
            return before;
        }
        int at = hash(key, length) & slots.length - 1;
        while (true) {
            Series each = slots[at];
            if (each == null) {
                return null;
            }
            if (isOf(each, key, length)) {
                last = each;
                return each;
            }
            at = at + 1 & slots.length - 1;
        }
    }

    private static boolean isOf(Series series, byte[] key, int length) {
        return Arrays.equals(series.key(), 0, series.key().length, key, 0, length);
    }

    private static int hash(byte[] key, int length) {
        int hash = BASIS;
        for (int i = 0; i < length; i++) {
            hash = (hash ^ key[i]) * PRIME;
        }
        return hash ^ hash >>> 15;
    }

    /// Whether there is no room for another.
    boolean isFull() {
        return all.length >= seriesMax;
    }

    void add(Series series) {
        Series[] more = Arrays.copyOf(all, all.length + 1);
        more[all.length] = series;
        all = more;
        if (more.length * 2 > slots.length) {
            slots = new Series[slots.length * 2];
            for (Series each : more) {
                put(each);
            }
        } else {
            put(series);
        }
    }

    private void put(Series series) {
        int at = hash(series.key(), series.key().length) & slots.length - 1;
        while (slots[at] != null) {
            at = at + 1 & slots.length - 1;
        }
        slots[at] = series;
    }

    /// All of them, in the order they came. Not to be changed.
    Series[] all() {
        return all;
    }
}
