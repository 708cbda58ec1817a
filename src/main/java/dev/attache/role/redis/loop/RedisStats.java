package dev.attache.role.redis.loop;

import dev.attache.observe.LatencyHistogram;
import dev.attache.role.redis.command.Command;
import dev.attache.role.redis.exchange.Exchange;
import dev.attache.role.redis.reply.RedisFault;
import dev.attache.role.redis.topology.Shard;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The counters of one event loop: written by it alone, read by a scrape whenever it likes.
public final class RedisStats {
    /// Pairs of command and shard with a distribution of their own; those beyond are counted, not distributed.
    static final int HISTOGRAMS_MAX = 1024;

    private final SlowLog slowLog = new SlowLog();
    private volatile HotKeys hotKeys;
    private long slowNanos;
    private ShardStats[] shards = new ShardStats[0];
    private long[] calls = new long[512];
    private int histograms;
    private long unknownCommands;
    private long protocolErrors;
    private long loginsRefused;
    private long outputsOverLimit;
    private long repliesCut;
    private long clientErrors;
    private long pushesDropped;

    RedisStats(RedisSettings settings) {
        this.slowNanos = settings.slowNanos();
        this.hotKeys = new HotKeys(settings.config().hotKeys());
    }

    /// Takes changed settings; another number of hot keys begins a new count.
    void use(RedisSettings settings) {
        slowNanos = settings.slowNanos();
        int wanted = settings.config().hotKeys();
        if (wanted != hotKeys.size()) {
            hotKeys = new HotKeys(wanted);
        }
    }

    public void onCommand(Command command) {
        int index = command.index();
        if (index >= calls.length) {
            calls = Arrays.copyOf(calls, Math.max(index + 1, calls.length * 2));
        }
        calls[index]++;
    }

    public void onKey(byte[] bytes, int from, int length) {
        HotKeys sketch = hotKeys;
        if (sketch.isOn()) {
            sketch.count(bytes, from, length);
        }
    }

    /// A shard has answered a command.
    public void onReply(Shard shard, Exchange exchange, boolean error, int bytes, long now) {
        Command command = exchange.command();
        if (command == null) {
            return;
        }
        ShardStats stats = of(shard);
        stats.onReply(error, bytes);
        long nanos = now - exchange.startNanos();
        LatencyHistogram histogram = histogram(stats, command);
        if (histogram != null) {
            histogram.record(nanos);
        }
        if (nanos >= slowNanos) {
            slowLog.add(command.name(), shard.label(), nanos);
        }
    }

    private @Nullable LatencyHistogram histogram(ShardStats stats, Command command) {
        LatencyHistogram histogram = stats.latency(command.index());
        if (histogram == null && histograms < HISTOGRAMS_MAX) {
            histogram = stats.openLatency(command.index());
            histograms++;
        }
        return histogram;
    }

    private ShardStats of(Shard shard) {
        int slot = shard.slot();
        if (slot >= shards.length) {
            int length = shards.length;
            ShardStats[] more = Arrays.copyOf(shards, slot + 1);
            for (int i = length; i <= slot; i++) {
                more[i] = new ShardStats();
            }
            shards = more;
        }
        return shards[slot];
    }

    public void onFault(Shard shard, RedisFault fault) {
        of(shard).onFault(fault);
    }

    public void onUnknownCommand() {
        unknownCommands++;
    }

    public void onProtocolError() {
        protocolErrors++;
    }

    public void onLoginRefused() {
        loginsRefused++;
    }

    public void onOutputOverLimit() {
        outputsOverLimit++;
    }

    public void onReplyCut() {
        repliesCut++;
    }

    public void onClientError() {
        clientErrors++;
    }

    public void onPushDropped() {
        pushesDropped++;
    }

    /// By slot of the shard; null where nothing was counted yet.
    public @Nullable ShardStats shard(int slot) {
        ShardStats[] all = shards;
        return slot < all.length ? all[slot] : null;
    }

    /// By index of the command.
    public long[] calls() {
        return calls;
    }

    public SlowLog slowLog() {
        return slowLog;
    }

    public HotKeys hotKeys() {
        return hotKeys;
    }

    public long unknownCommands() {
        return unknownCommands;
    }

    public long protocolErrors() {
        return protocolErrors;
    }

    public long loginsRefused() {
        return loginsRefused;
    }

    public long outputsOverLimit() {
        return outputsOverLimit;
    }

    public long repliesCut() {
        return repliesCut;
    }

    public long clientErrors() {
        return clientErrors;
    }

    public long pushesDropped() {
        return pushesDropped;
    }
}
