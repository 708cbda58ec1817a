package dev.attache.role.metrics;

import dev.attache.config.GraphiteSourceConfig;
import dev.attache.config.MetricsSourceConfig;
import dev.attache.config.RedisSourceConfig;
import dev.attache.config.StatsdSourceConfig;
import dev.attache.role.metrics.source.Source;
import dev.attache.role.metrics.source.graphite.GraphiteSource;
import dev.attache.role.metrics.source.redis.RedisSource;
import dev.attache.role.metrics.source.statsd.StatsdSource;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Settings to source: the one place that knows every kind.
final class Sources {
    private Sources() {}

    static Source create(String name, MetricsSourceConfig config, AskedSource.Limits limits) {
        return switch (config) {
            case RedisSourceConfig redis -> new RedisSource(redis);
            case StatsdSourceConfig statsd -> new StatsdSource(statsd, limits.seriesMax(), state(name, limits));
            case GraphiteSourceConfig graphite -> new GraphiteSource(graphite, limits.seriesMax(), state(name, limits));
        };
    }

    private static @Nullable Path state(String name, AskedSource.Limits limits) {
        return limits.state().isEmpty() ? null : Path.of(limits.state(), name + ".series");
    }
}
