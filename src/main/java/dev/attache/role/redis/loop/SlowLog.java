package dev.attache.role.redis.loop;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/// The last commands that took longer than the threshold. Holds names, never keys or values.
public final class SlowLog {
    public static final int ENTRIES_MAX = 128;

    /// @param nanos from when the command was sent to its shard to when its reply came
    public record Entry(Instant at, String command, String shard, long nanos) {}

    private final ArrayDeque<Entry> entries = new ArrayDeque<>();

    synchronized void add(String command, String shard, long nanos) {
        if (entries.size() == ENTRIES_MAX) {
            entries.removeFirst();
        }
        entries.addLast(new Entry(Instant.now(), command, shard, nanos));
    }

    public synchronized List<Entry> entries() {
        return new ArrayList<>(entries);
    }
}
