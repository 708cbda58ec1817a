package dev.attache.role.redis;

import dev.attache.base.HostPort;
import dev.attache.config.AttacheConfig;
import dev.attache.config.ClusterConfig;
import dev.attache.config.ConfigException;
import dev.attache.config.ConfigLoader;
import dev.attache.config.RedisConfig;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// What an [Ambassador] is to be: its shards, and the settings that differ from a test's defaults, each in the words of
/// the file, such as `timeout: 1s`.
final class Setup {
    static final String ROLE = "ambassador";
    static final String CLUSTER = "shards";

    private final Map<String, Shard> shards = new LinkedHashMap<>();
    private final Map<String, String> role = new LinkedHashMap<>();
    private final Map<String, String> cluster = new LinkedHashMap<>();

    /// Where a shard is reached and how large its share is.
    private record Shard(HostPort address, int weight) {}

    Setup() {
        role("listen: 127.0.0.1:0", "timeout: 10s");
        cluster("connect-timeout: 2s", "eject: {failures: 3, for: 200ms}");
    }

    Setup role(String... lines) {
        return put(role, lines);
    }

    Setup cluster(String... lines) {
        return put(cluster, lines);
    }

    Setup shard(String name, HostPort address) {
        shards.put(name, new Shard(address, 1));
        return this;
    }

    Setup weight(String name, int weight) {
        shards.computeIfPresent(name, (_, old) -> new Shard(old.address(), weight));
        return this;
    }

    Setup without(String name) {
        shards.remove(name);
        return this;
    }

    private Setup put(Map<String, String> into, String... lines) {
        for (String line : lines) {
            int colon = line.indexOf(':');
            into.put(line.substring(0, colon), line.substring(colon + 1));
        }
        return this;
    }

    RedisConfig roleConfig() {
        if (config().roles().get(ROLE) instanceof RedisConfig redis) {
            return redis;
        }
        throw new IllegalStateException("the file has no Redis role");
    }

    Map<String, ClusterConfig> clusterConfigs() {
        return config().clusters();
    }

    private AttacheConfig config() {
        try {
            return ConfigLoader.parse(Path.of("ambassador.yaml"), yaml(), Map.of())
                    .config();
        } catch (ConfigException mistakes) {
            throw new IllegalArgumentException(mistakes.getMessage() + "\n" + yaml(), mistakes);
        }
    }

    private String yaml() {
        StringBuilder yaml = new StringBuilder("clusters:\n  " + CLUSTER + ":\n    endpoints:\n");
        shards.forEach((name, shard) -> yaml.append(
                "      - {address: \"%s\", name: %s, weight: %d}%n".formatted(shard.address(), name, shard.weight())));
        append(yaml, cluster);
        yaml.append("roles:\n  ")
                .append(ROLE)
                .append(":\n    kind: redis\n    cluster: ")
                .append(CLUSTER)
                .append('\n');
        append(yaml, role);
        return yaml.toString();
    }

    private static void append(StringBuilder yaml, Map<String, String> settings) {
        settings.forEach((key, value) ->
                yaml.append("    ").append(key).append(':').append(value).append('\n'));
    }
}
