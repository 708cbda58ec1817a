package dev.attache.role.redis;

import dev.attache.base.HumanDuration;
import dev.attache.observe.LatencyHistogram;
import dev.attache.role.redis.loop.HotKeys.HotKey;
import dev.attache.role.redis.loop.ShardStats;
import dev.attache.role.redis.loop.SlowLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What `/roles` shows of the role.
final class RedisFactSheet {
    private static final int HOT_KEYS_SHOWN_MAX = 100;

    private RedisFactSheet() {}

    static Map<String, Object> of(RedisRole role) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("listen", role.bound().toString());
        facts.put("cluster", role.config().cluster());
        facts.put("ring", role.config().shard().ring().name().toLowerCase(java.util.Locale.ROOT));
        facts.put("clients", role.clientCount());
        facts.put("server-version", role.facts().version());
        facts.put("shards", shards(role));
        facts.put("slow-log", slowLog(role));
        if (role.config().hotKeys() > 0) {
            facts.put("hot-keys", hotKeys(role));
        }
        return facts;
    }

    private static List<Object> shards(RedisRole role) {
        List<Object> shards = new ArrayList<>();
        List<String> labels = role.slots().labels();
        for (int slot = 0; slot < labels.size(); slot++) {
            shards.add(shard(role, slot, labels.get(slot)));
        }
        return shards;
    }

    private static Map<String, Object> shard(RedisRole role, int slot, String label) {
        LatencyHistogram latency = new LatencyHistogram();
        long replies = 0;
        long errors = 0;
        long bytes = 0;
        for (RedisLoop loop : role.loops()) {
            ShardStats counted = loop.stats().shard(slot);
            if (counted != null) {
                replies += counted.replies();
                errors += counted.errors();
                bytes += counted.replyBytes();
                counted.addLatencyTo(latency);
            }
        }
        Map<String, Object> shard = new LinkedHashMap<>();
        shard.put("name", label);
        ShardSizes.Size size = role.sizes().get(slot);
        if (size != null) {
            shard.put("keys", size.keys());
            shard.put("memory-bytes", size.memoryBytes());
        }
        shard.put("replies", replies);
        shard.put("errors", errors);
        shard.put("reply-bytes", bytes);
        shard.put("p50", text(latency.quantileNanos(0.5)));
        shard.put("p99", text(latency.quantileNanos(0.99)));
        shard.put("p99.9", text(latency.quantileNanos(0.999)));
        return shard;
    }

    private static String text(long nanos) {
        return HumanDuration.format(Duration.ofNanos(nanos));
    }

    private static List<Object> slowLog(RedisRole role) {
        List<SlowLog.Entry> entries = new ArrayList<>();
        role.loops().forEach(loop -> entries.addAll(loop.stats().slowLog().entries()));
        entries.sort(Comparator.comparing(SlowLog.Entry::at).reversed());
        List<Object> shown = new ArrayList<>();
        for (SlowLog.Entry entry : entries.subList(0, Math.min(SlowLog.ENTRIES_MAX, entries.size()))) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("at", entry.at().toString());
            line.put("command", entry.command());
            line.put("shard", entry.shard());
            line.put("took", text(entry.nanos()));
            shown.add(line);
        }
        return shown;
    }

    private static List<Object> hotKeys(RedisRole role) {
        List<HotKey> keys = new ArrayList<>();
        role.loops().forEach(loop -> keys.addAll(loop.stats().hotKeys().top()));
        keys.sort(Comparator.comparingLong(HotKey::count).reversed());
        List<Object> shown = new ArrayList<>();
        for (HotKey key : keys.subList(0, Math.min(HOT_KEYS_SHOWN_MAX, keys.size()))) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("key", key.key());
            line.put("count", key.count());
            line.put("overcount", key.overcount());
            shown.add(line);
        }
        return shown;
    }
}
