package dev.attache.boot;

import dev.attache.base.Ticker;
import dev.attache.net.Stall;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Looks every second whether the event loops come round, from a thread that waits for nothing else.
///
/// Time in which the whole process stood still (SIGSTOP, a frozen container, a suspended machine) is nobody's fault:
/// where the watchdog itself is late, it counts from anew.
final class Watchdog {
    /// How long a loop may stand still.
    static final Duration STALL_MAX = Duration.ofSeconds(10);

    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final Supplier<Stall> worstStall;
    private final Ticker ticker;
    private final Consumer<Stall> onStall;
    private long lastLookNanos;
    private long awakeSinceNanos;

    /// @param onStall is told once which loop has stood still, and for how long
    Watchdog(Supplier<Stall> worstStall, Ticker ticker, Consumer<Stall> onStall) {
        this.worstStall = worstStall;
        this.ticker = ticker;
        this.onStall = onStall;
        this.lastLookNanos = ticker.nanos();
        this.awakeSinceNanos = lastLookNanos;
    }

    void start() {
        Thread.ofPlatform().daemon().name("attache-watchdog").start(() -> {
            while (look()) {
                LockSupport.parkNanos(PERIOD.toNanos());
            }
        });
    }

    /// @return false where there is no need to look again
    boolean look() {
        long now = ticker.nanos();
        if (now - lastLookNanos > 3 * PERIOD.toNanos()) {
            awakeSinceNanos = now;
        }
        lastLookNanos = now;
        Duration awake = Duration.ofNanos(now - awakeSinceNanos);
        Stall stall = worstStall.get();
        if (stall.length().compareTo(STALL_MAX) < 0 || awake.compareTo(STALL_MAX) < 0) {
            return true;
        }
        onStall.accept(stall);
        return false;
    }
}
