package dev.attache.cli.demo;

import dev.attache.base.Ticker;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The keys of one store, with their times of expiry. For one thread at a time.
///
/// Holds so many bytes and no more; a command that would exceed them is refused as Redis refuses it when its memory is
/// full. What a list, a hash or a set loses is given back when its key goes.
final class Keyspace {
    /// What a key or an element costs beside its own bytes.
    static final int OVERHEAD_BYTES = 64;

    private static final int HASH_SPREAD = 0x9E3779B9;

    private static final class Entry {
        final StoredValue value;
        long bytes;
        long deadlineNanos;
        boolean expires;

        Entry(StoredValue value, long bytes) {
            this.value = value;
            this.bytes = bytes;
        }
    }

    private final Ticker ticker;
    private final long bytesMax;
    private final Map<String, Entry> entries = new HashMap<>();
    private long bytes;

    Keyspace(Ticker ticker, long bytesMax) {
        this.ticker = ticker;
        this.bytesMax = bytesMax;
    }

    /// What the key holds; null where there is none, or no longer.
    @Nullable StoredValue find(String key) {
        Entry entry = live(key);
        return entry == null ? null : entry.value;
    }

    private @Nullable Entry live(String key) {
        Entry entry = entries.get(key);
        if (entry != null && isOver(entry)) {
            forget(key);
            return null;
        }
        return entry;
    }

    private boolean isOver(Entry entry) {
        return entry.expires && ticker.nanos() - entry.deadlineNanos >= 0;
    }

    private void forget(String key) {
        Entry gone = entries.remove(key);
        if (gone != null) {
            bytes -= gone.bytes;
        }
    }

    /// Stores a value that never expires.
    ///
    /// @throws StoreError where the store is full
    void put(String key, StoredValue value) {
        long needed = OVERHEAD_BYTES + key.length() + value.bytes();
        Entry last = entries.get(key);
        checkRoom(needed - (last == null ? 0 : last.bytes));
        forget(key);
        entries.put(key, new Entry(value, needed));
        bytes += needed;
    }

    /// Stores a value and keeps the time of expiry that the key had.
    ///
    /// @throws StoreError where the store is full
    void replace(String key, StoredValue value) {
        Entry last = live(key);
        put(key, value);
        Entry next = entries.get(key);
        if (last != null && next != null) {
            next.expires = last.expires;
            next.deadlineNanos = last.deadlineNanos;
        }
    }

    /// Accounts for elements that the value of a key is about to gain.
    ///
    /// @throws StoreError where the store is full
    void charge(String key, List<String> elements) {
        long more = 0;
        for (String element : elements) {
            more += OVERHEAD_BYTES + element.length();
        }
        checkRoom(more);
        Entry entry = entries.get(key);
        if (entry != null) {
            entry.bytes += more;
            bytes += more;
        }
    }

    private void checkRoom(long more) {
        if (bytes + more > bytesMax) {
            throw new StoreError("OOM command not allowed when used memory > 'maxmemory'.");
        }
    }

    boolean remove(String key) {
        boolean there = live(key) != null;
        forget(key);
        return there;
    }

    /// Sets the time that the key has left; one that is over removes it.
    ///
    /// @return whether there is such a key
    boolean expireAfter(String key, long millis) {
        Entry entry = live(key);
        if (entry == null) {
            return false;
        }
        entry.expires = true;
        entry.deadlineNanos = ticker.nanos() + TimeUnit.MILLISECONDS.toNanos(millis);
        return true;
    }

    /// @return whether there was a time to forget
    boolean persist(String key) {
        Entry entry = live(key);
        boolean expired = entry != null && entry.expires;
        if (entry != null) {
            entry.expires = false;
        }
        return expired;
    }

    /// Milliseconds that the key has left; -1 where it never expires, -2 where there is none.
    long millisLeft(String key) {
        Entry entry = live(key);
        if (entry == null) {
            return -2;
        }
        return entry.expires ? TimeUnit.NANOSECONDS.toMillis(entry.deadlineNanos - ticker.nanos()) : -1;
    }

    int size() {
        return keys().size();
    }

    List<String> keys() {
        List<String> all = new ArrayList<>(entries.keySet());
        all.removeIf(key -> live(key) == null);
        return all;
    }

    void clear() {
        entries.clear();
        bytes = 0;
    }

    /// A piece of a walk over all keys.
    ///
    /// @param next where the walk goes on; 0 at its end
    record Piece(long next, List<String> keys) {}

    /// Walks on from a cursor. A key that is there from the start of a walk to its end is met, because the walk goes by
    /// a hash of the key that nothing moves.
    Piece walk(long cursor, int count) {
        List<String> ahead = keys();
        ahead.removeIf(key -> place(key) < cursor);
        ahead.sort(Comparator.comparingLong(Keyspace::place));
        int end = Math.min(Math.max(count, 1), ahead.size());
        while (end < ahead.size() && place(ahead.get(end)) == place(ahead.get(end - 1))) {
            end++;
        }
        long next = end < ahead.size() ? place(ahead.get(end)) : 0;
        return new Piece(next, ahead.subList(0, end));
    }

    private static long place(String key) {
        return Integer.toUnsignedLong(key.hashCode() * HASH_SPREAD);
    }
}
