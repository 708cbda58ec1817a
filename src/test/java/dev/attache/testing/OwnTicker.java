package dev.attache.testing;

import dev.attache.base.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// A ticker that moves when the test says so.
public final class OwnTicker implements Ticker {
    private final AtomicLong now = new AtomicLong(1);

    public void advance(Duration by) {
        now.addAndGet(by.toNanos());
    }

    @Override
    public long nanos() {
        return now.get();
    }
}
