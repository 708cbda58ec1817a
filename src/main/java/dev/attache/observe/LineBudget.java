package dev.attache.observe;

import java.util.HashMap;
import java.util.Map;

/// At most so many lines a second for each kind of event.
final class LineBudget {
    private final int linesPerSecond;
    private final Map<EventKey, Integer> spent = new HashMap<>();
    private long second;

    LineBudget(int linesPerSecond) {
        this.linesPerSecond = linesPerSecond;
    }

    synchronized boolean take(EventKey key, long nowMillis) {
        long now = nowMillis / 1000;
        if (now != second) {
            second = now;
            spent.clear();
        }
        return spent.merge(key, 1, Integer::sum) <= linesPerSecond;
    }
}
