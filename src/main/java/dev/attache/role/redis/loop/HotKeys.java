package dev.attache.role.redis.loop;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The most used keys, by the Space-Saving sketch (Metwally, Agrawal, El Abbadi 2005): a fixed number of counters, of
/// which the smallest is given to a key that has none. A key's count is never too low, and too high by at most the
/// smallest counter.
public final class HotKeys {
    /// Longest part of a key that is kept.
    static final int KEY_LENGTH_MAX = 128;

    /// Counters for each key that is asked for.
    private static final int COUNTERS_PER_KEY = 8;

    /// @param count how often it was used, at most
    /// @param overcount by how much that may be too high
    public record HotKey(String key, long count, long overcount) {}

    private static final class Counter {
        final String key;
        long count;
        long overcount;

        Counter(String key, long count, long overcount) {
            this.key = key;
            this.count = count;
            this.overcount = overcount;
        }
    }

    private final int top;
    private final Map<String, Counter> counters = new HashMap<>();

    HotKeys(int top) {
        this.top = top;
    }

    /// How many are asked for.
    int size() {
        return top;
    }

    boolean isOn() {
        return top > 0;
    }

    synchronized void count(byte[] bytes, int from, int length) {
        String key = new String(bytes, from, Math.min(length, KEY_LENGTH_MAX), StandardCharsets.UTF_8);
        Counter counter = counters.get(key);
        if (counter != null) {
            counter.count++;
        } else if (counters.size() < top * COUNTERS_PER_KEY) {
            counters.put(key, new Counter(key, 1, 0));
        } else {
            Counter least = counters.values().stream()
                    .min(Comparator.comparingLong(each -> each.count))
                    .orElseThrow();
            counters.remove(least.key);
            counters.put(key, new Counter(key, least.count + 1, least.count));
        }
    }

    /// The most used first.
    public synchronized List<HotKey> top() {
        List<HotKey> keys = new ArrayList<>();
        counters.values().forEach(each -> keys.add(new HotKey(each.key, each.count, each.overcount)));
        keys.sort(Comparator.comparingLong(HotKey::count).reversed());
        return keys.subList(0, Math.min(top, keys.size()));
    }
}
