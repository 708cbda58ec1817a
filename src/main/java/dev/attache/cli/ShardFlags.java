package dev.attache.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The flags of the shards behind a role: one cluster of the file.
final class ShardFlags {
    /// What the cluster is called.
    static final String CLUSTER = "shards";

    private static final String PATH = "clusters." + CLUSTER + ".";

    @Option(
            names = "--shard",
            required = true,
            paramLabel = "[NAME=]ADDRESS[@WEIGHT]",
            description = "a shard, as in a=10.0.0.1:6379@2; comes once for each")
    private List<String> shards = List.of();

    @Option(names = "--connect-timeout", paramLabel = "TIME", description = "how long connecting to a shard may take")
    private @Nullable String connectTimeout;

    @Option(
            names = "--shard-idle-timeout",
            paramLabel = "TIME",
            description = "close a connection to a shard that carried nothing this long; 0 keeps it")
    private @Nullable String idleTimeout;

    @Option(
            names = "--eject-failures",
            paramLabel = "N",
            description = "failures in a row that put a shard out; 0 never")
    private @Nullable String ejectFailures;

    @Option(names = "--eject-for", paramLabel = "TIME", description = "how long it stays out")
    private @Nullable String ejectFor;

    @Option(names = "--check", paramLabel = "CHECK", description = "active health check: none or redis")
    private @Nullable String check;

    @Option(names = "--check-interval", paramLabel = "TIME", description = "between two checks of a shard")
    private @Nullable String checkInterval;

    @Option(names = "--check-timeout", paramLabel = "TIME", description = "how long its answer may take")
    private @Nullable String checkTimeout;

    @Option(names = "--check-rise", paramLabel = "N", description = "good answers in a row that bring a shard back")
    private @Nullable String checkRise;

    @Option(names = "--check-fall", paramLabel = "N", description = "bad answers in a row that take it out")
    private @Nullable String checkFall;

    @Option(names = "--shard-user", paramLabel = "NAME", description = "user that attache logs in to the shards as")
    private @Nullable String user;

    @Option(names = "--shard-password-file", paramLabel = "PATH", description = "holds the password for the shards")
    private @Nullable String passwordFile;

    @Option(names = "--database", paramLabel = "N", description = "database that a client starts in")
    private @Nullable String database;

    void addTo(FlagText text) {
        List<Map<String, String>> endpoints =
                shards.stream().map(ShardFlags::endpoint).toList();
        text.putList("--shard", PATH + "endpoints", endpoints);
        text.put("--connect-timeout", PATH + "connect-timeout", connectTimeout);
        text.put("--shard-idle-timeout", PATH + "idle-timeout", idleTimeout);
        text.put("--eject-failures", PATH + "eject.failures", ejectFailures);
        text.put("--eject-for", PATH + "eject.for", ejectFor);
        text.put("--check", PATH + "health.check", check);
        text.put("--check-interval", PATH + "health.interval", checkInterval);
        text.put("--check-timeout", PATH + "health.timeout", checkTimeout);
        text.put("--check-rise", PATH + "health.rise", checkRise);
        text.put("--check-fall", PATH + "health.fall", checkFall);
        text.put("--shard-user", PATH + "auth.user", user);
        if (passwordFile != null) {
            text.putSecret("--shard-password-file", PATH + "auth.password", passwordFile);
        }
        text.put("--database", PATH + "database", database);
    }

    /// The flag as an endpoint of the file; whether its parts are sound is for the file's reader to say.
    static Map<String, String> endpoint(String flag) {
        int equals = flag.indexOf('=');
        int at = flag.lastIndexOf('@');
        Map<String, String> endpoint = new LinkedHashMap<>();
        endpoint.put("address", flag.substring(equals + 1, at > equals ? at : flag.length()));
        if (equals > 0) {
            endpoint.put("name", flag.substring(0, equals));
        }
        if (at > equals) {
            endpoint.put("weight", flag.substring(at + 1));
        }
        return endpoint;
    }
}
