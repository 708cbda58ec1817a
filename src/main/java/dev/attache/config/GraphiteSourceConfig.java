package dev.attache.config;

import dev.attache.base.Address;
import dev.attache.base.HostPort;
import java.time.Duration;
import java.util.Map;

/// Graphite's plaintext protocol: apps send, and what they sent last is told, as graphite_exporter does.
@Doc("Graphite's plaintext protocol: apps send, and what they sent last is told, as graphite_exporter does")
@Kind("graphite")
public record GraphiteSourceConfig(
        @Doc("where apps send to, by TCP and UDP") @Default("127.0.0.1:9109") @Listens
        Address listen,

        @Doc("a mapping file in the form of statsd_exporter; what no rule fits keeps its name, with _ for dots")
        @Default("")
        String mapping,

        @Doc("drop what no rule of the mapping file fits") @Default("false")
        boolean strict,

        @Doc("a series that nothing is sent for is forgotten after this; 0 keeps it")
        @Default("5m")
        @Range(min = "0", max = "720h")
        Duration expire,

        @Doc("labels that every series gets") @Default("{}") Map<String, String> labels)
        implements MetricsSourceConfig {

    public GraphiteSourceConfig {
        labels = MetricLabels.checked(labels);
        if (!(listen instanceof HostPort tcp) || tcp.port() == 0) {
            throw new IllegalArgumentException("listen: is a host:port with a port that apps know");
        }
    }
}
