package dev.attache.cli.demo;

import dev.attache.base.Ticker;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Time that passes for the reader's sake.
final class Pause {
    private Pause() {}

    /// @throws InterruptedException as soon as the thread is interrupted
    static void of(Duration length) throws InterruptedException {
        long end = Ticker.SYSTEM.nanos() + length.toNanos();
        for (long left = length.toNanos(); left > 0; left = end - Ticker.SYSTEM.nanos()) {
            LockSupport.parkNanos(left);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }
}
