package dev.attache.role.http.limit;

import java.util.concurrent.atomic.AtomicInteger;

/// A count of what is under way, with a bound that may be another one each time. Safe from any thread: event
/// loops share it, so the bound is exact.
public final class Slots {
    private final AtomicInteger taken = new AtomicInteger();

    /// Takes a place.
    ///
    /// @param max places that there are
    /// @return false where all are taken
    public boolean enter(int max) {
        if (taken.incrementAndGet() <= max) {
            return true;
        }
        taken.decrementAndGet();
        return false;
    }

    /// Gives a place back.
    public void leave() {
        taken.decrementAndGet();
    }

    public int taken() {
        return taken.get();
    }
}
