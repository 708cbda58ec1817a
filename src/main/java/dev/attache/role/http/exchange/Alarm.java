package dev.attache.role.http.exchange;

import dev.attache.role.http.loop.LoopKit;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Has one exchange looked at when something is due, where the sweep that looks at all of them would be too
/// coarse.
///
/// Of several times the earliest counts; whoever is looked at asks for the next.
final class Alarm implements Runnable {
    private final LoopKit loop;
    private final Exchange exchange;
    private @Nullable Future<?> set;
    private long dueNanos;

    Alarm(LoopKit loop, Exchange exchange) {
        this.loop = loop;
        this.exchange = exchange;
    }

    /// Rings at this time of the loop's clock at the latest.
    void at(long nanos) {
        Future<?> earlier = set;
        if (earlier != null) {
            if (dueNanos - nanos <= 0) {
                return;
            }
            earlier.cancel(false);
        }
        dueNanos = nanos;
        set = loop.eventLoop().schedule(this, Math.max(0, nanos - loop.now()), TimeUnit.NANOSECONDS);
    }

    void off() {
        Future<?> unwanted = set;
        if (unwanted != null) {
            set = null;
            unwanted.cancel(false);
        }
    }

    @Override
    public void run() {
        set = null;
        loop.tick();
        exchange.sweep(loop.now());
    }
}
