package dev.attache.config;

/// The settings of one role. Adding a role starts with a record here and its name in the `permits` list.
public sealed interface RoleConfig
        permits RedisConfig, HttpConfig, LogsConfig, MetricsConfig, HealthShimConfig, TopzConfig {}
