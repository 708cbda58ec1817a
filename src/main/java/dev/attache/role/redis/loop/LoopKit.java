package dev.attache.role.redis.loop;

import dev.attache.base.ArrayPool;
import dev.attache.base.GrowingBytes;
import dev.attache.base.Ticker;
import dev.attache.net.DialPlan;
import dev.attache.net.LoopShare;
import dev.attache.net.Transport;
import dev.attache.role.redis.exchange.ExchangePool;
import dev.attache.upstream.Endpoint;
import io.netty.channel.EventLoop;

/// What all that runs on one event loop of the role works with: its settings and counters, the pool of exchanges, and
/// the buffers that a tick borrows.
public abstract class LoopKit extends LoopShare {
    /// Bytes of a read that are looked at in one go.
    public static final int WINDOW_BYTES = 64 * 1024;

    private static final int IDLE_ARRAY_BYTES_MAX = 2 * 1024 * 1024;
    private static final int SCRATCH_CAPACITY_KEPT = 64 * 1024;

    private final ExchangePool exchanges = new ExchangePool();
    private final ArrayPool arrays = new ArrayPool(IDLE_ARRAY_BYTES_MAX);
    private final GrowingBytes scratch = new GrowingBytes();
    private final byte[] replyWindow = new byte[WINDOW_BYTES];
    private final RedisStats stats;
    private byte[] requestWindow = new byte[WINDOW_BYTES];
    private RedisSettings settings;

    protected LoopKit(EventLoop eventLoop, Transport transport, Ticker ticker, RedisSettings settings) {
        super(eventLoop, transport, ticker);
        this.settings = settings;
        this.stats = new RedisStats(settings);
    }

    /// Takes changed settings.
    protected final void use(RedisSettings next) {
        settings = next;
        stats.use(next);
    }

    /// How one of the cluster's endpoints is reached now.
    public abstract DialPlan planFor(Endpoint endpoint);

    /// Those in force now.
    public final RedisSettings settings() {
        return settings;
    }

    public final RedisStats stats() {
        return stats;
    }

    public final ExchangePool exchanges() {
        return exchanges;
    }

    /// Arrays for what is held for a while.
    public final ArrayPool arrays() {
        return arrays;
    }

    /// Room to look at what a shard has sent, for one call.
    public final byte[] replyWindow() {
        return replyWindow;
    }

    /// Room to look at what a client has sent, for one call.
    public final byte[] requestWindow(int length) {
        if (requestWindow.length < length) {
            requestWindow = new byte[length];
        }
        return requestWindow;
    }

    /// An empty buffer for what is being put together within one call.
    public final GrowingBytes scratch() {
        scratch.clear(SCRATCH_CAPACITY_KEPT);
        return scratch;
    }
}
