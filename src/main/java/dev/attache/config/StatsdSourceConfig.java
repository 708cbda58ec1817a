package dev.attache.config;

import dev.attache.base.Address;
import dev.attache.base.HostPort;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// StatsD: apps send, and what they sent is told, as statsd_exporter does.
@Doc("StatsD: apps send, and what they sent is told, as statsd_exporter does")
@Kind("statsd")
public record StatsdSourceConfig(
        @Doc("where apps send to: host:port takes UDP and TCP, unix:/path takes datagrams")
        @Default("127.0.0.1:9125")
        @Listens
        Address listen,

        @Doc("a socket for datagrams beside it, as unix:/path") @Default("")
        String unix,

        @Doc("a mapping file in the form of statsd_exporter; what no rule fits keeps its name, with _ for dots")
        @Default("")
        String mapping,

        @Doc("how tags may be written: datadog, influx, librato, signalfx; none listed is all of them") @Default("[]")
        List<Dialect> dialects,

        @Doc("a series that nothing is sent for is forgotten after this, where no rule says otherwise; 0 keeps it")
        @Default("0")
        @Range(min = "0", max = "720h")
        Duration expire,

        @Doc("labels that every series gets") @Default("{}") Map<String, String> labels)
        implements MetricsSourceConfig {

    public StatsdSourceConfig {
        dialects = dialects.isEmpty() ? List.of(Dialect.values()) : List.copyOf(dialects);
        labels = MetricLabels.checked(labels);
        if (listen instanceof HostPort tcp && tcp.port() == 0) {
            throw new IllegalArgumentException("listen: apps need a port that they know");
        }
        checkUnix(unix);
    }

    private static void checkUnix(String unix) {
        if (!unix.isEmpty() && Address.parse(unix) instanceof HostPort) {
            throw new IllegalArgumentException("unix: is no unix:/path");
        }
    }

    /// How tags are written.
    public enum Dialect {
        DATADOG,
        INFLUX,
        LIBRATO,
        SIGNALFX
    }
}
