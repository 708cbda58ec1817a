package dev.attache.observe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// At most so many lines a second for each kind of event; what it refuses it can tell afterwards.
final class LineBudget {
    /// Kinds that are told apart within a second; those beyond share one budget.
    static final int KEYS_MAX = 1024;

    private static final EventKey OTHERS = new EventKey("events of many kinds", "", List.of());

    private final int linesPerSecond;
    private final Map<EventKey, Integer> spent = new HashMap<>();
    private final Map<EventKey, Long> refused = new HashMap<>();
    private long second;

    LineBudget(int linesPerSecond) {
        this.linesPerSecond = linesPerSecond;
    }

    synchronized boolean take(EventKey key, long nowMillis) {
        long now = Math.floorDiv(nowMillis, 1000L);
        if (now != second) {
            second = now;
            spent.clear();
        }
        EventKey known = spent.size() < KEYS_MAX || spent.containsKey(key) ? key : OTHERS;
        if (spent.merge(known, 1, Integer::sum) <= linesPerSecond) {
            return true;
        }
        refused.merge(refused.size() < KEYS_MAX || refused.containsKey(known) ? known : OTHERS, 1L, Long::sum);
        return false;
    }

    /// What was refused since the last call.
    synchronized List<EventsSuppressed> takeRefused() {
        List<EventsSuppressed> taken = new ArrayList<>();
        refused.forEach((key, count) -> taken.add(new EventsSuppressed(key.describe(), count)));
        refused.clear();
        return taken;
    }
}
