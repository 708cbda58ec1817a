package dev.attache.config;

import dev.attache.base.Address;
import java.util.Map;

/// A memcached server, under the names of memcached_exporter.
@Doc("a memcached server, under the names of memcached_exporter")
@Kind("memcached")
public record MemcachedSourceConfig(
        @Doc("the server: host:port, or unix:/path") Address address,

        @Doc("labels that every series gets") @Default("{}") Map<String, String> labels)
        implements MetricsSourceConfig {

    public MemcachedSourceConfig {
        labels = MetricLabels.checked(labels);
    }
}
