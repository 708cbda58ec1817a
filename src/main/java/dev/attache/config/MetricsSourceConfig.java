package dev.attache.config;

import java.util.Map;

/// What is asked for numbers, or sends some. Adding a kind starts with a record here and its name in the `permits`
/// list.
public sealed interface MetricsSourceConfig
        permits RedisSourceConfig,
                MemcachedSourceConfig,
                PrometheusSourceConfig,
                HttpJsonSourceConfig,
                HttpTextSourceConfig,
                FileSourceConfig,
                JdbcSourceConfig,
                JmxSourceConfig,
                LogSourceConfig,
                ProcessSourceConfig,
                StatsdSourceConfig,
                GraphiteSourceConfig {
    /// Labels that every series of the source gets; they take the place of its own.
    Map<String, String> labels();
}
