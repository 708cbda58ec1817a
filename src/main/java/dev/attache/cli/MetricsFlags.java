package dev.attache.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/// The flags of a metrics adapter: its page, and groups of them for what is asked, what is sent and where to.
final class MetricsFlags {
    static final String ROLE = "roles.metrics.";
    private static final String SOURCES = ROLE + "sources.";

    @Option(
            names = "--listen",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1:9121",
            description = "where scrapers ask (default: ${DEFAULT-VALUE})")
    private String listen = "";

    @Option(names = "--path", paramLabel = "PATH", description = "the page that they ask for")
    private @Nullable String path;

    @Option(names = "--tls-cert", paramLabel = "PATH", description = "certificate of that page; scrapers ask by https")
    private @Nullable String tlsCert;

    @Option(names = "--tls-key", paramLabel = "PATH", description = "its private key")
    private @Nullable String tlsKey;

    @Option(names = "--token-file", paramLabel = "PATH", description = "holds the bearer token that scrapers show")
    private @Nullable String tokenFile;

    @Option(names = "--timeout", paramLabel = "TIME", description = "how long a source may take")
    private @Nullable String timeout;

    @Option(names = "--cache", paramLabel = "TIME", description = "how long what a source said is told again")
    private @Nullable String cache;

    @Option(names = "--series-max", paramLabel = "N", description = "series of one name from one source")
    private @Nullable String seriesMax;

    @ArgGroup(exclusive = false, validate = false, order = 1, heading = "%nRedis%n")
    private final MetricsRedisFlags redis = new MetricsRedisFlags();

    @ArgGroup(exclusive = false, validate = false, order = 2, heading = "%nDatabases%n")
    private final MetricsDatabaseFlags databases = new MetricsDatabaseFlags();

    @ArgGroup(exclusive = false, validate = false, order = 3, heading = "%nOther servers, JVMs and processes%n")
    private final MetricsServerFlags servers = new MetricsServerFlags();

    @ArgGroup(exclusive = false, validate = false, order = 4, heading = "%nPages and files with numbers in them%n")
    private final MetricsPageFlags pages = new MetricsPageFlags();

    @ArgGroup(exclusive = false, validate = false, order = 5, heading = "%nWhere apps send to%n")
    private final MetricsReceiverFlags receivers = new MetricsReceiverFlags();

    @ArgGroup(exclusive = false, validate = false, order = 6, heading = "%nWhere the page is sent to%n")
    private final MetricsPushFlags push = new MetricsPushFlags();

    void addTo(FlagText text) {
        text.set(ROLE + "kind", "metrics");
        text.put("--listen", ROLE + "listen", listen);
        text.put("--path", ROLE + "path", path);
        text.putSecret("--tls-cert", ROLE + "tls.cert", tlsCert);
        text.putSecret("--tls-key", ROLE + "tls.key", tlsKey);
        text.putSecret("--token-file", ROLE + "token", tokenFile);
        text.put("--timeout", ROLE + "timeout", timeout);
        text.put("--cache", ROLE + "cache", cache);
        text.put("--series-max", ROLE + "series-max", seriesMax);
        redis.addTo(text);
        databases.addTo(text);
        servers.addTo(text);
        pages.addTo(text);
        receivers.addTo(text);
        push.addTo(text);
        if (!text.has(ROLE + "sources") && !text.isRefused()) {
            text.refuse(
                    "", "says nothing that is to be asked", "a source, as in --redis 127.0.0.1:6379 or --statsd :9125");
        }
    }

    /// Begins a source that is called after its kind; further ones of the kind are numbered.
    ///
    /// @param name it and all of its kind have, such as `redis`
    /// @return the path of its keys, with a dot at the end
    static String source(FlagText text, String flag, String name, String kind, int index) {
        String key = SOURCES + name + (index == 0 ? "" : "-" + (index + 1));
        text.name(flag, key);
        text.set(key + ".kind", kind);
        return key + ".";
    }

    /// Several sources of a kind tell the same names, which a label keeps apart.
    static void instance(FlagText text, String source, List<?> all) {
        if (all.size() > 1) {
            text.set(source + "labels.source", source.substring(SOURCES.length(), source.length() - 1));
        }
    }
}
