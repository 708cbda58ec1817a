package dev.attache.role.http.client;

import dev.attache.net.Outbox;
import dev.attache.role.http.limit.Pace;
import dev.attache.role.http.loop.HttpSettings;
import dev.attache.role.http.loop.LoopKit;
import io.netty.channel.Channel;

/// The time in which a client's connection serves no request: bounded, but only from when the client has all of
/// what it was answered before; that it may take its time for, though not for ever.
final class Lull {
    private final Channel channel;
    private final Outbox outbox;
    private final LoopKit loop;
    private final Pace pace = new Pace();
    private long sinceNanos;
    private long unsentBytes = -1;

    Lull(Channel channel, Outbox outbox, LoopKit loop) {
        this.channel = channel;
        this.outbox = outbox;
        this.loop = loop;
        this.sinceNanos = loop.now();
    }

    void begin() {
        sinceNanos = loop.now();
        unsentBytes = -1;
    }

    boolean isLongerThan(long nanos, long now) {
        return now - sinceNanos > nanos;
    }

    /// Closes the connection where the lull is too long, or the client too slow to take what it was answered.
    void sweep(long nanosMax, long now) {
        long bytes = outbox.pendingBytes();
        HttpSettings settings = loop.settings();
        if (bytes == 0) {
            if (isLongerThan(nanosMax, now)) {
                channel.close();
            }
        } else if (unsentBytes < bytes) {
            begin();
            unsentBytes = bytes;
            pace.begin(now);
        } else {
            sinceNanos = now;
            long taken = unsentBytes - bytes;
            if (pace.isTooSlow(true, taken, settings.answerBytesPerSecond(), settings.graceNanos(), now)) {
                loop.stats().onSlowReader();
                channel.close();
            }
        }
    }
}
