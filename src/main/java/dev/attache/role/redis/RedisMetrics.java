package dev.attache.role.redis;

import dev.attache.observe.LatencyHistogram;
import dev.attache.observe.MetricSink;
import dev.attache.observe.MetricSource;
import dev.attache.role.redis.command.Command;
import dev.attache.role.redis.loop.RedisStats;
import dev.attache.role.redis.loop.ShardStats;
import dev.attache.role.redis.reply.RedisFault;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// The role's counters, summed over its event loops.
final class RedisMetrics implements MetricSource {
    private final RedisRole role;
    private final String name;
    private final String cluster;

    RedisMetrics(RedisRole role, String name, String cluster) {
        this.role = role;
        this.name = name;
        this.cluster = cluster;
    }

    @Override
    public void collect(MetricSink sink) {
        sink.gauge("redis_clients", "Clients connected.", role.clientCount(), "role", name);
        sink.gauge(
                "redis_held_bytes",
                "Memory for large commands and replies that must be whole.",
                role.heldBudget().held(),
                "role",
                name);
        total(sink, "redis_unknown_commands", "Commands that no shard knows.", RedisStats::unknownCommands);
        total(sink, "redis_protocol_errors", "Clients closed for breaking the protocol.", RedisStats::protocolErrors);
        total(sink, "redis_logins_refused", "AUTH and HELLO with a wrong password.", RedisStats::loginsRefused);
        total(sink, "redis_outputs_over_limit", "Clients closed for not reading.", RedisStats::outputsOverLimit);
        total(sink, "redis_replies_cut", "Clients closed because a large reply ended early.", RedisStats::repliesCut);
        total(sink, "redis_client_errors", "Connections of clients that broke.", RedisStats::clientErrors);
        total(
                sink,
                "redis_pushes_dropped",
                "RESP3 pushes from shards, which nobody asked for.",
                RedisStats::pushesDropped);
        List<Command> commands = role.commands().all();
        for (Command command : commands) {
            long calls = sum(loop -> command.index() < loop.calls().length ? loop.calls()[command.index()] : 0);
            if (calls > 0) {
                sink.counter("redis_commands", "Commands received.", calls, "role", name, "command", command.name());
            }
        }
        List<String> shards = role.slots().labels();
        for (int slot = 0; slot < shards.size(); slot++) {
            collectShard(sink, slot, shards.get(slot), commands);
        }
    }

    private void collectShard(MetricSink sink, int slot, String shard, List<Command> commands) {
        String[] labels = {"role", name, "cluster", cluster, "endpoint", shard};
        sink.counter("redis_shard_replies", "Replies from the shard.", sumOf(slot, ShardStats::replies), labels);
        sink.counter("redis_shard_errors", "Error replies from the shard.", sumOf(slot, ShardStats::errors), labels);
        sink.counter("redis_shard_reply_bytes", "Bytes of replies.", sumOf(slot, ShardStats::replyBytes), labels);
        ShardSizes.Size size = role.sizes().get(slot);
        if (size != null) {
            sink.gauge("redis_shard_keys", "Keys that the shard holds, in all databases.", size.keys(), labels);
            sink.gauge("redis_shard_memory_bytes", "Memory that the shard counts as used.", size.memoryBytes(), labels);
        }
        for (RedisFault fault : RedisFault.values()) {
            long faults = sumOf(slot, each -> each.faults(fault));
            if (faults > 0) {
                sink.counter(
                        "redis_shard_faults",
                        "Commands that the shard could not answer.",
                        faults,
                        "role",
                        name,
                        "cluster",
                        cluster,
                        "endpoint",
                        shard,
                        "fault",
                        fault.name().toLowerCase(Locale.ROOT));
            }
        }
        for (Command command : commands) {
            LatencyHistogram histogram = histogram(slot, command.index());
            if (histogram != null) {
                sink.latency(
                        "redis_command_duration_seconds",
                        "From sending a command to its reply.",
                        histogram,
                        "role",
                        name,
                        "cluster",
                        cluster,
                        "endpoint",
                        shard,
                        "command",
                        command.name());
            }
        }
    }

    /// The distribution of one command on one shard over all loops; null where none was recorded.
    private @Nullable LatencyHistogram histogram(int slot, int command) {
        LatencyHistogram sum = null;
        for (RedisLoop loop : role.loops()) {
            ShardStats shard = loop.stats().shard(slot);
            LatencyHistogram part = shard == null ? null : shard.latency(command);
            if (part != null) {
                sum = sum == null ? new LatencyHistogram() : sum;
                part.addTo(sum);
            }
        }
        return sum;
    }

    private void total(MetricSink sink, String metric, String help, ToLongFunction<RedisStats> value) {
        sink.counter(metric, help, sum(value), "role", name);
    }

    private long sum(ToLongFunction<RedisStats> value) {
        return role.loops().stream()
                .mapToLong(loop -> value.applyAsLong(loop.stats()))
                .sum();
    }

    private long sumOf(int slot, ToLongFunction<ShardStats> value) {
        return sum(stats -> {
            ShardStats shard = stats.shard(slot);
            return shard == null ? 0 : value.applyAsLong(shard);
        });
    }
}
