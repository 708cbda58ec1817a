package dev.attache.role.redis.gather;

import java.util.concurrent.atomic.AtomicLong;

/// How much memory all clients of the role together may hold for commands and replies that must be whole before they
/// can be split or merged. Safe from any thread.
///
/// Small ones are not counted: each client may hold [#FREE_BYTES] without asking.
public final class HeldBudget {
    /// What nobody has to ask for.
    static final int FREE_BYTES = 64 * 1024;

    /// Share of the heap that may be held, as a divisor: buffers grow by doubling and are copied once.
    private static final int HEAP_SHARE = 6;

    private final AtomicLong held = new AtomicLong();
    private final long bytesMax;

    HeldBudget(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    public static HeldBudget ofHeap() {
        return new HeldBudget(Runtime.getRuntime().maxMemory() / HEAP_SHARE);
    }

    /// What all clients together may hold.
    public long bytesMax() {
        return bytesMax;
    }

    /// Asks for more.
    ///
    /// @return false where there is not so much left; nothing is taken then
    boolean take(long bytes) {
        if (held.addAndGet(bytes) <= bytesMax) {
            return true;
        }
        held.addAndGet(-bytes);
        return false;
    }

    void giveBack(long bytes) {
        held.addAndGet(-bytes);
    }

    public long held() {
        return held.get();
    }
}
