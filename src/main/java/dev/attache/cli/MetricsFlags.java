package dev.attache.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The flags of a metrics adapter: its page, and sources of which each kind may come several times.
final class MetricsFlags {
    private static final String ROLE = "roles.metrics.";
    private static final String SOURCES = ROLE + "sources.";

    @Option(
            names = "--listen",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1:9121",
            description = "where scrapers ask (default: ${DEFAULT-VALUE})")
    private String listen = "";

    @Option(names = "--path", paramLabel = "PATH", description = "the page that they ask for")
    private @Nullable String path;

    @Option(names = "--redis", paramLabel = "ADDRESS", description = "a Redis server; may come several times")
    private List<String> redis = List.of();

    @Option(
            names = "--redis-password-file",
            paramLabel = "PATH",
            description = "holds the password of the Redis servers")
    private @Nullable String redisPasswordFile;

    @Option(
            names = "--redis-key",
            paramLabel = "KEY",
            description = "a key whose size and value are told, as in db0=jobs; may come several times")
    private List<String> redisKeys = List.of();

    @Option(names = "--memcached", paramLabel = "ADDRESS", description = "a memcached server; may come several times")
    private List<String> memcached = List.of();

    @Option(
            names = "--prometheus",
            paramLabel = "URL",
            description = "a page of metrics that is there already; may come several times")
    private List<String> prometheus = List.of();

    @Option(names = "--process", paramLabel = "NAME", description = "processes of a name; may come several times")
    private List<String> processes = List.of();

    @Option(names = "--statsd", paramLabel = "ADDRESS", description = "where apps send StatsD to, by UDP and TCP")
    private @Nullable String statsd;

    @Option(names = "--graphite", paramLabel = "ADDRESS", description = "where apps send Graphite's lines to")
    private @Nullable String graphite;

    @Option(
            names = "--mapping",
            paramLabel = "PATH",
            description = "a mapping file of statsd_exporter for --statsd and --graphite")
    private @Nullable String mapping;

    @Option(names = "--state", paramLabel = "DIR", description = "folder that remembers what apps have sent")
    private @Nullable String state;

    @Option(names = "--timeout", paramLabel = "TIME", description = "how long a source may take")
    private @Nullable String timeout;

    @Option(names = "--cache", paramLabel = "TIME", description = "how long what a source said is told again")
    private @Nullable String cache;

    @Option(names = "--series-max", paramLabel = "N", description = "series of one name from one source")
    private @Nullable String seriesMax;

    void addTo(FlagText text) {
        text.set(ROLE + "kind", "metrics");
        text.put("--listen", ROLE + "listen", listen);
        text.put("--path", ROLE + "path", path);
        text.put("--timeout", ROLE + "timeout", timeout);
        text.put("--cache", ROLE + "cache", cache);
        text.put("--series-max", ROLE + "series-max", seriesMax);
        text.put("--state", ROLE + "state", state);
        for (int i = 0; i < redis.size(); i++) {
            String source = source(text, "redis", i);
            text.put("--redis", source + "address", redis.get(i));
            if (redisPasswordFile != null) {
                text.putSecret("--redis-password-file", source + "password", redisPasswordFile);
            }
            if (!redisKeys.isEmpty()) {
                text.putWords("--redis-key", source + "keys", redisKeys);
            }
            instance(text, source, redis);
        }
        ask(text, "memcached", "address", memcached);
        ask(text, "prometheus", "url", prometheus);
        if (!processes.isEmpty()) {
            text.putWords("--process", source(text, "process", 0) + "names", processes);
        }
        push(text, "statsd", statsd);
        push(text, "graphite", graphite);
    }

    private static void ask(FlagText text, String kind, String key, List<String> all) {
        for (int i = 0; i < all.size(); i++) {
            String source = source(text, kind, i);
            text.put("--" + kind, source + key, all.get(i));
            instance(text, source, all);
        }
    }

    private void push(FlagText text, String kind, @Nullable String address) {
        if (address != null) {
            String source = source(text, kind, 0);
            text.put("--" + kind, source + "listen", address);
            text.put("--mapping", source + "mapping", mapping);
        }
    }

    /// Begins a source that is called after its kind; further ones of the kind are numbered.
    private static String source(FlagText text, String kind, int index) {
        String key = SOURCES + kind + (index == 0 ? "" : "-" + (index + 1)) + ".";
        text.set(key + "kind", kind);
        return key;
    }

    /// Several sources of a kind tell the same names, which a label keeps apart.
    private static void instance(FlagText text, String source, List<String> all) {
        if (all.size() > 1) {
            text.set(source + "labels.source", source.substring(SOURCES.length(), source.length() - 1));
        }
    }
}
