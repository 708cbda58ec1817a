package dev.attache.role.redis;

import dev.attache.observe.LatencyHistogram;
import dev.attache.role.redis.command.Command;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The counters of one event loop: written by it alone, read by a scrape whenever it likes.
final class RedisStats {
    /// Pairs of command and shard with a distribution of their own; those beyond are counted, not distributed.
    static final int HISTOGRAMS_MAX = 1024;

    /// Counters of one shard.
    static final class ShardStats {
        long replies;
        long errors;
        long replyBytes;
        final long[] faults = new long[RedisFault.values().length];

        @Nullable LatencyHistogram[] byCommand = new LatencyHistogram[64];
    }

    private final RedisLoop loop;
    private final SlowLog slowLog = new SlowLog();
    private volatile HotKeys hotKeys;
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

    RedisStats(RedisLoop loop) {
        this.loop = loop;
        this.hotKeys = new HotKeys(loop.settings().config().hotKeys());
    }

    /// Takes changed settings; another number of hot keys begins a new count.
    void use(RedisSettings settings) {
        int wanted = settings.config().hotKeys();
        if (wanted != hotKeys.size()) {
            hotKeys = new HotKeys(wanted);
        }
    }

    void onCommand(Command command) {
        int index = command.index();
        if (index >= calls.length) {
            calls = Arrays.copyOf(calls, Math.max(index + 1, calls.length * 2));
        }
        calls[index]++;
    }

    void onKey(byte[] bytes, int from, int length) {
        HotKeys sketch = hotKeys;
        if (sketch.isOn()) {
            sketch.count(bytes, from, length);
        }
    }

    void onReply(Exchange exchange, boolean error, int bytes) {
        Command command = exchange.command;
        ShardConnection via = exchange.via;
        if (command == null || via == null) {
            return;
        }
        ShardStats stats = of(via.shard());
        stats.replies++;
        stats.replyBytes += bytes;
        if (error) {
            stats.errors++;
        }
        long nanos = loop.now() - exchange.startNanos;
        LatencyHistogram histogram = histogram(stats, command);
        if (histogram != null) {
            histogram.record(nanos);
        }
        if (nanos >= loop.settings().slowNanos()) {
            slowLog.add(command.name(), via.shard().label(), nanos);
        }
    }

    private @Nullable LatencyHistogram histogram(ShardStats stats, Command command) {
        int index = command.index();
        if (index >= stats.byCommand.length) {
            stats.byCommand = Arrays.copyOf(stats.byCommand, Math.max(index + 1, stats.byCommand.length * 2));
        }
        LatencyHistogram histogram = stats.byCommand[index];
        if (histogram == null && histograms < HISTOGRAMS_MAX) {
            histogram = new LatencyHistogram();
            stats.byCommand[index] = histogram;
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

    void onFault(Shard shard, RedisFault fault) {
        of(shard).faults[fault.ordinal()]++;
    }

    void onUnknownCommand() {
        unknownCommands++;
    }

    void onProtocolError() {
        protocolErrors++;
    }

    void onLoginRefused() {
        loginsRefused++;
    }

    void onOutputOverLimit() {
        outputsOverLimit++;
    }

    void onReplyCut() {
        repliesCut++;
    }

    void onClientError() {
        clientErrors++;
    }

    void onPushDropped() {
        pushesDropped++;
    }

    /// By slot of the shard.
    ShardStats[] shards() {
        return shards;
    }

    /// By index of the command.
    long[] calls() {
        return calls;
    }

    SlowLog slowLog() {
        return slowLog;
    }

    HotKeys hotKeys() {
        return hotKeys;
    }

    long unknownCommands() {
        return unknownCommands;
    }

    long protocolErrors() {
        return protocolErrors;
    }

    long loginsRefused() {
        return loginsRefused;
    }

    long outputsOverLimit() {
        return outputsOverLimit;
    }

    long repliesCut() {
        return repliesCut;
    }

    long clientErrors() {
        return clientErrors;
    }

    long pushesDropped() {
        return pushesDropped;
    }
}
