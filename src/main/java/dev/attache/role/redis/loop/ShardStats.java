package dev.attache.role.redis.loop;

import dev.attache.observe.LatencyHistogram;
import dev.attache.role.redis.reply.RedisFault;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The counters of one shard on one event loop: written by it alone, read by a scrape whenever it likes.
public final class ShardStats {
    private final long[] faults = new long[RedisFault.values().length];
    private @Nullable LatencyHistogram[] byCommand = new LatencyHistogram[64];
    private long replies;
    private long errors;
    private long replyBytes;

    void onReply(boolean error, int bytes) {
        replies++;
        replyBytes += bytes;
        if (error) {
            errors++;
        }
    }

    void onFault(RedisFault fault) {
        faults[fault.ordinal()]++;
    }

    /// Begins a distribution for a command that has none.
    LatencyHistogram openLatency(int command) {
        if (command >= byCommand.length) {
            byCommand = Arrays.copyOf(byCommand, Math.max(command + 1, byCommand.length * 2));
        }
        LatencyHistogram histogram = new LatencyHistogram();
        byCommand[command] = histogram;
        return histogram;
    }

    /// How long a command's replies took, by the command's index; null where that was not recorded.
    public @Nullable LatencyHistogram latency(int command) {
        @Nullable LatencyHistogram[] all = byCommand;
        return command < all.length ? all[command] : null;
    }

    /// Adds what was recorded of all commands.
    public void addLatencyTo(LatencyHistogram sum) {
        for (LatencyHistogram part : byCommand) {
            if (part != null) {
                part.addTo(sum);
            }
        }
    }

    /// Replies that the shard has sent, errors among them.
    public long replies() {
        return replies;
    }

    public long errors() {
        return errors;
    }

    public long replyBytes() {
        return replyBytes;
    }

    /// Commands that the shard could not answer for this reason.
    public long faults(RedisFault fault) {
        return faults[fault.ordinal()];
    }
}
