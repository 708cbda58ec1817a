package dev.attache.role.health.verdict;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/// When the last changes were: as many as are too many, and no more.
final class Changes {
    private final int tooMany;
    private final Duration within;
    private final Deque<Instant> last = new ArrayDeque<>();

    /// @param tooMany 0 does not count them
    Changes(int tooMany, Duration within) {
        this.tooMany = tooMany;
        this.within = within;
    }

    void add(Instant now) {
        if (tooMany > 0) {
            last.addLast(now);
            if (last.size() > tooMany) {
                last.removeFirst();
            }
        }
    }

    boolean areTooMany(Instant now) {
        return tooMany > 0
                && last.size() == tooMany
                && Duration.between(last.getFirst(), now).compareTo(within) <= 0;
    }
}
