package dev.attache.cli;

import dev.attache.base.HumanDuration;
import dev.attache.config.AttacheConfig;
import dev.attache.config.ClusterConfig;
import dev.attache.config.EndpointConfig;
import dev.attache.config.HealthConfig;
import dev.attache.config.RedisConfig;
import dev.attache.config.ShardConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The plan of a sharding ambassador.
final class RedisPlan {
    private static final int SHARDS_SHOWN_MAX = 16;

    private RedisPlan() {}

    static Plan of(String name, RedisConfig role, AttacheConfig config) {
        ClusterConfig cluster = config.clusters().get(role.cluster());
        if (cluster == null) {
            throw new IllegalArgumentException("no cluster " + role.cluster());
        }
        List<Plan.Point> points = new ArrayList<>();
        points.add(new Plan.Point("does", spread(role, cluster)));
        points.add(new Plan.Point("shards", shares(cluster)));
        points.add(new Plan.Point("admits", admission(role)));
        points.add(new Plan.Point("watches", watch(cluster)));
        guarantees(role).forEach(each -> points.add(new Plan.Point("guarantees", each)));
        limits(role).forEach(each -> points.add(new Plan.Point("leaves open", each)));
        return new Plan("role " + name + ": redis on " + role.listen(), points);
    }

    private static String spread(RedisConfig role, ClusterConfig cluster) {
        ShardConfig shard = role.shard();
        String hashed = shard.tag().isEmpty()
                ? "the whole key is hashed"
                : "of a key that holds " + shard.tag() + " only what stands between the two is hashed";
        int count = cluster.endpoints().size();
        return "spreads keys over the " + count + (count == 1 ? " shard" : " shards") + " of cluster " + role.cluster()
                + ": " + word(shard.ring()) + " ring" + hash(shard) + "; " + hashed;
    }

    private static String hash(ShardConfig shard) {
        return switch (shard.ring()) {
            case LIBMEMCACHED -> ", md5";
            case SLOTS -> ", crc16";
            case KETAMA, MAGLEV, JUMP, RENDEZVOUS, MODULA -> ", " + word(shard.hash());
        };
    }

    private static String shares(ClusterConfig cluster) {
        long total =
                cluster.endpoints().stream().mapToLong(EndpointConfig::weight).sum();
        String shown = cluster.endpoints().stream()
                .limit(SHARDS_SHOWN_MAX)
                .map(each -> each.label() + String.format(Locale.ROOT, " %.1f%%", 100.0 * each.weight() / total))
                .collect(Collectors.joining(", "));
        int more = cluster.endpoints().size() - SHARDS_SHOWN_MAX;
        return more > 0 ? shown + " and " + more + " more" : shown;
    }

    private static String admission(RedisConfig role) {
        boolean open = !role.password().isSet() && role.users().isEmpty();
        String idle =
                role.idleTimeout().isZero() ? "" : ", each closed after " + text(role.idleTimeout()) + " of silence";
        return "at most " + role.maxClients() + " clients, "
                + (open ? "without a password" : "who have to present a password") + idle;
    }

    private static String watch(ClusterConfig cluster) {
        String passive = cluster.eject().failures() == 0
                ? "no passive ejection"
                : cluster.eject().failures() + " failures in a row put a shard out for "
                        + text(cluster.eject().lasting());
        HealthConfig health = cluster.health();
        String active = health.check() == HealthConfig.Check.NONE
                ? "no active check"
                : "an active check every " + text(health.interval());
        return passive + "; " + active;
    }

    private static List<String> guarantees(RedisConfig role) {
        return List.of(
                "a key has one shard, and each client gets its replies in the order of its commands",
                "a command that may have run is never sent twice: where its reply is lost, or later than "
                        + text(role.timeout()) + ", the client gets an error that says so",
                switch (role.onEject()) {
                    case FAIL -> "while a shard is out, its keys answer an error and no other key is touched";
                    case REHASH -> "while a shard is out, its keys are served by the others, empty at first";
                });
    }

    private static List<String> limits(RedisConfig role) {
        List<String> limits = new ArrayList<>();
        limits.add("MGET, MSET, DEL and their like run shard by shard, not as one; other commands on several keys need"
                + " them on one shard");
        if (role.onEject() == RedisConfig.OnEject.REHASH) {
            limits.add("a shard that comes back serves the values it had when it left: use this for caches only");
        }
        return limits;
    }

    private static String text(Duration duration) {
        return HumanDuration.format(duration);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
