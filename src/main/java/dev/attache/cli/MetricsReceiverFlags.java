package dev.attache.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Ports to which apps push.
final class MetricsReceiverFlags {
    @Option(names = "--statsd", paramLabel = "ADDRESS", description = "StatsD, by UDP and TCP")
    private @Nullable String statsd;

    @Option(names = "--graphite", paramLabel = "ADDRESS", description = "lines of Graphite, by UDP and TCP")
    private @Nullable String graphite;

    @Option(names = "--mapping", paramLabel = "PATH", description = "mapping file of statsd_exporter for both")
    private @Nullable String mapping;

    @Option(names = "--expire", paramLabel = "TIME", description = "forget series that nothing is sent for")
    private @Nullable String expire;

    @Option(names = "--state", paramLabel = "DIR", description = "folder that remembers what apps have sent")
    private @Nullable String state;

    void addTo(FlagText text) {
        text.put("--state", MetricsFlags.ROLE + "state", state);
        receive(text, "statsd", statsd);
        receive(text, "graphite", graphite);
    }

    private void receive(FlagText text, String kind, @Nullable String address) {
        if (address != null) {
            String flag = "--" + kind;
            String source = MetricsFlags.source(text, flag, kind, kind, 0);
            text.put(flag, source + "listen", address);
            text.put("--mapping", source + "mapping", mapping);
            text.put("--expire", source + "expire", expire);
        }
    }
}
