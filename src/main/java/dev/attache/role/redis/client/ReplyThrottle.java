package dev.attache.role.redis.client;

import dev.attache.role.redis.exchange.ReplySource;
import dev.attache.role.redis.loop.LoopKit;
import org.jspecify.annotations.Nullable;

/// Lets a client that takes a large reply slowly hold up the shard connection that it comes from, within bounds.
///
/// Half of the time-out, all times together until the client has caught up, so that it makes no command of others time
/// out. What comes after that is held for it, up to the limit on output.
final class ReplyThrottle {
    private final LoopKit loop;
    private @Nullable ReplySource held;
    private long sinceNanos;
    private long spentNanos;

    ReplyThrottle(LoopKit loop) {
        this.loop = loop;
    }

    void on(@Nullable ReplySource connection) {
        if (held == null && connection != null && spentNanos < nanosMax()) {
            held = connection;
            sinceNanos = loop.now();
            connection.readReplies(false);
        }
    }

    private long nanosMax() {
        return loop.settings().timeoutNanos() / 2;
    }

    void off() {
        ReplySource connection = held;
        if (connection != null) {
            held = null;
            spentNanos += loop.now() - sinceNanos;
            connection.readReplies(true);
        }
    }

    /// The client has caught up.
    void forgive() {
        spentNanos = 0;
    }

    /// Once in a while: lets go of a connection that was held up for long enough.
    void sweep() {
        if (held != null && spentNanos + loop.now() - sinceNanos > nanosMax()) {
            off();
        }
    }
}
