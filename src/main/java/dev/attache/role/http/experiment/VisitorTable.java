package dev.attache.role.http.experiment;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;

/// The visitors of one arm who are followed, and which goals each has reached. Safe from any thread, without locks.
///
/// Follows the first [#VISITORS_MAX] visitors and no others, in 512 KiB: whoever comes later is neither among those who
/// came nor among those who reached a goal, so that the share stays right. Visitors are told by 56 bits of their hash.
final class VisitorTable {
    static final int VISITORS_MAX = 32_768;
    static final int GOALS_MAX = 8;

    private static final int SLOT_BITS = 16;
    private static final int SLOTS = 1 << SLOT_BITS;
    private static final long GOALS = (1 << GOALS_MAX) - 1;

    private final AtomicLongArray slots = new AtomicLongArray(SLOTS);
    private final AtomicInteger visitors = new AtomicInteger();
    private final AtomicIntegerArray reached = new AtomicIntegerArray(GOALS_MAX);

    /// A visitor was served.
    ///
    /// @param goals bits of those that he has reached by it
    void come(long visitor, int goals) {
        int slot = find(visitor, true);
        if (slot >= 0 && goals != 0) {
            mark(slot, goals);
        }
    }

    /// A visitor has reached goals.
    ///
    /// @return false where he is not followed
    boolean reach(long visitor, int goals) {
        int slot = find(visitor, false);
        if (slot >= 0) {
            mark(slot, goals);
        }
        return slot >= 0;
    }

    /// @return where the visitor stands; -1 where he does not
    private int find(long visitor, boolean add) {
        long wanted = (visitor & ~GOALS) == 0 ? GOALS + 1 : visitor & ~GOALS;
        int slot = (int) (visitor >>> Long.SIZE - SLOT_BITS);
        while (true) {
            long known = slots.get(slot);
            if (known == 0) {
                if (!add || visitors.get() >= VISITORS_MAX) {
                    return -1;
                }
                if (slots.compareAndSet(slot, 0, wanted)) {
                    visitors.incrementAndGet();
                    return slot;
                }
                known = slots.get(slot);
            }
            if ((known & ~GOALS) == wanted) {
                return slot;
            }
            slot = slot + 1 & SLOTS - 1;
        }
    }

    private void mark(int slot, int goals) {
        long before = slots.getAndAccumulate(slot, goals, (known, more) -> known | more);
        int fresh = (int) (~before & goals);
        for (int i = 0; i < GOALS_MAX; i++) {
            if ((fresh >>> i & 1) != 0) {
                reached.incrementAndGet(i);
            }
        }
    }

    /// How many are followed.
    int visitors() {
        return visitors.get();
    }

    /// How many of them have reached a goal.
    int reached(int goal) {
        return reached.get(goal);
    }
}
