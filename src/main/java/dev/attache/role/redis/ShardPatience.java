package dev.attache.role.redis;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// How long a connection's clients wait for its shard, and how long the connection itself may be silent.
final class ShardPatience {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final int DOUBLINGS_MAX = 5;

    private final RedisLoop loop;
    /// A client holds up the reading of a large reply.
    private boolean readingHeld;
    private long lastReadNanos;
    private long lastUseNanos;

    ShardPatience(RedisLoop loop) {
        this.loop = loop;
    }

    /// The pause after so many failures in a row: 50 ms, doubled up to 1.6 s.
    static long pauseNanos(int failures) {
        return PAUSE_NANOS << Math.clamp(failures - 1L, 0, DOUBLINGS_MAX);
    }

    void onUse(long now) {
        lastUseNanos = now;
    }

    /// Whether no command was sent for so long that the connection may go; never where no such time is set.
    boolean isUnused(long now) {
        long limit = loop.settings().upstreamIdleNanos();
        return limit > 0 && now - lastUseNanos > limit;
    }

    void onRead() {
        lastReadNanos = loop.now();
    }

    /// The time of these commands runs from now.
    void restart(@Nullable Exchange one, @Nullable Exchange other) {
        if (one != null) {
            one.startNanos = loop.now();
        }
        if (other != null) {
            other.startNanos = loop.now();
        }
    }

    void holdReading(boolean held) {
        readingHeld = held;
    }

    boolean isReadingHeld() {
        return readingHeld;
    }

    boolean isSilentFor(long nanos, long now) {
        return now - lastReadNanos > nanos;
    }

    /// Answers those commands of a queue that have waited longer than the time-out. Their places in the queue stay: the
    /// replies may still come.
    ///
    /// @return whether there were any
    boolean answerLate(@Nullable Exchange from, Shard shard, long now) {
        long olderThan = now - loop.settings().timeoutNanos();
        boolean any = false;
        for (Exchange next = from; next != null && next.startNanos - olderThan < 0; next = next.nextInFlight) {
            ReplyReceiver receiver = next.receiver;
            if (receiver != null && !(next.begun && isMoving(olderThan))) {
                any = true;
                next.receiver = null;
                if (next.begun) {
                    receiver.onReplyCut(next);
                } else {
                    byte[] error = RedisFault.TIMED_OUT.reply(shard.label(), "");
                    loop.stats().onFault(shard, RedisFault.TIMED_OUT);
                    receiver.onReply(next, error, 0, error.length);
                }
            }
        }
        return any;
    }

    /// A large reply may take its time as long as it comes in, or its reader holds it up.
    private boolean isMoving(long olderThan) {
        return readingHeld || lastReadNanos - olderThan > 0;
    }

    /// Whether the shard has said nothing for twice the time-out though the first in line was told so long ago.
    boolean isHung(Exchange first, long now) {
        return first.receiver == null
                && !readingHeld
                && now - Math.max(lastReadNanos, first.startNanos)
                        > 2 * loop.settings().timeoutNanos();
    }
}
