package dev.attache.role.redis.shard;

import dev.attache.role.redis.exchange.Exchange;
import dev.attache.role.redis.exchange.ReplyReceiver;
import dev.attache.role.redis.loop.LoopKit;
import dev.attache.role.redis.reply.RedisFault;
import dev.attache.role.redis.topology.Shard;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// How long a connection's clients wait for its shard, and how long the connection itself may be silent.
final class ShardPatience {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final int DOUBLINGS_MAX = 5;

    private final LoopKit loop;
    /// A client holds up the reading of a large reply.
    private boolean readingHeld;
    private long lastReadNanos;
    private long lastUseNanos;

    ShardPatience(LoopKit loop) {
        this.loop = loop;
    }

    /// The pause after so many failures in a row: 50 ms, doubled up to 1.6 s.
    static long pauseNanos(int failures) {
        return PAUSE_NANOS << Math.clamp(failures - 1L, 0, DOUBLINGS_MAX);
    }

    /// Somewhat less, so that not all loops try at once.
    static long jitter(long nanos) {
        return nanos - ThreadLocalRandom.current().nextLong(nanos / 4 + 1);
    }

    void onUse(long now) {
        lastUseNanos = now;
    }

    /// Whether no command was sent for so long that the connection may go; never where no such time is set.
    private boolean isUnused(long now) {
        long limit = loop.settings().upstreamIdleNanos();
        return limit > 0 && now - lastUseNanos > limit;
    }

    void onRead() {
        lastReadNanos = loop.now();
    }

    /// The time of these commands runs from now.
    void restart(@Nullable Exchange one, @Nullable Exchange other) {
        if (one != null) {
            one.restart(loop.now());
        }
        if (other != null) {
            other.restart(loop.now());
        }
    }

    void holdReading(boolean held) {
        readingHeld = held;
    }

    boolean isReadingHeld() {
        return readingHeld;
    }

    /// Answers those commands of a queue that have waited longer than the time-out. Their places in the queue stay: the
    /// replies may still come.
    ///
    /// @return whether there were any
    boolean answerLate(@Nullable Exchange from, Shard shard, long now) {
        long olderThan = now - loop.settings().timeoutNanos();
        boolean any = false;
        for (Exchange next = from; next != null && next.startNanos() - olderThan < 0; next = next.nextInFlight()) {
            ReplyReceiver receiver = next.receiver();
            if (receiver != null && !(next.isBegun() && isMoving(olderThan))) {
                any = true;
                next.forgetReceiver();
                if (next.isBegun()) {
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

    /// Why the connection is to be given up; empty where it is not.
    ///
    /// @param first the command that has waited longest
    String whyHung(ShardState state, @Nullable Exchange first, long now) {
        if (state instanceof ShardState.LoggingIn) {
            boolean silent =
                    now - lastReadNanos > loop.settings().connectTimeout().toNanos();
            return silent ? "no answer to the login in time" : "";
        }
        if (first == null) {
            return state == ShardState.READY && isUnused(now) ? "idle" : "";
        }
        return isHung(first, now) ? "no answer in time" : "";
    }

    /// Whether the shard has said nothing for twice the time-out though the first in line was told so long ago.
    private boolean isHung(Exchange first, long now) {
        return first.receiver() == null
                && !readingHeld
                && now - Math.max(lastReadNanos, first.startNanos())
                        > 2 * loop.settings().timeoutNanos();
    }
}
