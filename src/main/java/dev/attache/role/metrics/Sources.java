package dev.attache.role.metrics;

import dev.attache.config.FileSourceConfig;
import dev.attache.config.GraphiteSourceConfig;
import dev.attache.config.HttpJsonSourceConfig;
import dev.attache.config.HttpTextSourceConfig;
import dev.attache.config.JdbcSourceConfig;
import dev.attache.config.JmxSourceConfig;
import dev.attache.config.LogSourceConfig;
import dev.attache.config.MemcachedSourceConfig;
import dev.attache.config.MetricsSourceConfig;
import dev.attache.config.ProcessSourceConfig;
import dev.attache.config.PrometheusSourceConfig;
import dev.attache.config.RedisSourceConfig;
import dev.attache.config.StatsdSourceConfig;
import dev.attache.observe.Observer;
import dev.attache.role.metrics.source.Clocks;
import dev.attache.role.metrics.source.Source;
import dev.attache.role.metrics.source.file.FileSource;
import dev.attache.role.metrics.source.graphite.GraphiteSource;
import dev.attache.role.metrics.source.jdbc.JdbcSource;
import dev.attache.role.metrics.source.jmx.JmxSource;
import dev.attache.role.metrics.source.log.LogSource;
import dev.attache.role.metrics.source.memcached.MemcachedSource;
import dev.attache.role.metrics.source.process.ProcessSource;
import dev.attache.role.metrics.source.prometheus.PrometheusSource;
import dev.attache.role.metrics.source.redis.RedisSource;
import dev.attache.role.metrics.source.statsd.StatsdSource;
import dev.attache.role.metrics.source.web.JsonPageSource;
import dev.attache.role.metrics.source.web.TextPageSource;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Settings to source: the one place that knows every kind.
final class Sources {
    private Sources() {}

    static Source create(
            String name, MetricsSourceConfig config, AskedSource.Limits limits, Clocks clocks, Observer observer) {
        return switch (config) {
            case RedisSourceConfig redis -> new RedisSource(redis, clocks);
            case MemcachedSourceConfig memcached -> new MemcachedSource(memcached);
            case PrometheusSourceConfig page -> new PrometheusSource(page);
            case HttpJsonSourceConfig page -> new JsonPageSource(page);
            case HttpTextSourceConfig page -> new TextPageSource(page);
            case FileSourceConfig file -> new FileSource(file);
            case JdbcSourceConfig database -> new JdbcSource(database, clocks);
            case JmxSourceConfig jvm -> new JmxSource(jvm);
            case LogSourceConfig log -> new LogSource(log, observer);
            case ProcessSourceConfig processes -> new ProcessSource(processes);
            case StatsdSourceConfig statsd -> new StatsdSource(statsd, limits.seriesMax(), state(name, limits), clocks);
            case GraphiteSourceConfig graphite ->
                new GraphiteSource(graphite, limits.seriesMax(), state(name, limits), clocks);
        };
    }

    private static @Nullable Path state(String name, AskedSource.Limits limits) {
        return limits.state().isEmpty() ? null : Path.of(limits.state(), name + ".series");
    }
}
