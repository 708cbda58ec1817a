package dev.attache.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The role's own flags; each stands for the key of the file that it is named after, with that key's default.
final class RedisFlags {
    private static final String ROLE = "roles.redis.";

    @Option(
            names = "--listen",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1:6379",
            description = "where the application connects (default: ${DEFAULT-VALUE})")
    private String listen = "";

    @Option(
            names = "--ring",
            paramLabel = "RING",
            description = "how a hash becomes a shard: ketama, maglev, jump, ...")
    private @Nullable String ring;

    @Option(
            names = "--hash",
            paramLabel = "HASH",
            description = "how a key becomes a hash: fnv1a-64, murmur, crc16, ...")
    private @Nullable String hash;

    @Option(
            names = "--tag",
            paramLabel = "AB",
            description = "two characters: only what stands between them in a key is hashed; '' hashes all of it")
    private @Nullable String tag;

    @Option(
            names = "--on-eject",
            paramLabel = "WHAT",
            description = "keys of a lost shard: fail (a store) or rehash (a cache)")
    private @Nullable String onEject;

    @Option(names = "--connections", paramLabel = "N", description = "to each shard from each event loop")
    private @Nullable String connections;

    @Option(names = "--timeout", paramLabel = "TIME", description = "how long a shard may take to answer")
    private @Nullable String timeout;

    @Option(
            names = "--idle-timeout",
            paramLabel = "TIME",
            description = "silent clients are closed after this; 0 never")
    private @Nullable String idleTimeout;

    @Option(names = "--password-file", paramLabel = "PATH", description = "holds the password that clients present")
    private @Nullable String passwordFile;

    @Option(names = "--max-clients", paramLabel = "N", description = "clients at once")
    private @Nullable String maxClients;

    @Option(
            names = "--partial-reads",
            paramLabel = "HOW",
            description = "MGET with a shard down: error, or elements for an error in each place")
    private @Nullable String partialReads;

    @Option(names = "--slow-log", paramLabel = "TIME", description = "commands slower than this enter the slow log")
    private @Nullable String slowLog;

    @Option(names = "--hot-keys", paramLabel = "N", description = "hot keys to track; 0 is off")
    private @Nullable String hotKeys;

    @Option(
            names = "--limit",
            paramLabel = "KEY=VALUE",
            description = "one of the keys under limits, as in output=8MiB; may come several times")
    private Map<String, String> limits = new LinkedHashMap<>();

    void addTo(FlagText text) {
        text.set(ROLE + "kind", "redis");
        text.put("--listen", ROLE + "listen", listen);
        text.set(ROLE + "cluster", ShardFlags.CLUSTER);
        text.put("--ring", ROLE + "shard.ring", ring);
        text.put("--hash", ROLE + "shard.hash", hash);
        text.put("--tag", ROLE + "shard.tag", tag);
        text.put("--on-eject", ROLE + "on-eject", onEject);
        text.put("--connections", ROLE + "connections", connections);
        text.put("--timeout", ROLE + "timeout", timeout);
        text.put("--idle-timeout", ROLE + "idle-timeout", idleTimeout);
        if (passwordFile != null) {
            text.putSecret("--password-file", ROLE + "password", passwordFile);
        }
        text.put("--max-clients", ROLE + "max-clients", maxClients);
        text.put("--partial-reads", ROLE + "partial-reads", partialReads);
        text.put("--slow-log", ROLE + "slow-log", slowLog);
        text.put("--hot-keys", ROLE + "hot-keys", hotKeys);
        limits.forEach((key, value) -> text.put("--limit " + key, ROLE + "limits." + key, value));
    }
}
