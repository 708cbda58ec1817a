package dev.attache.boot;

import dev.attache.base.Address;
import dev.attache.config.HealthShimConfig;
import dev.attache.config.HttpConfig;
import dev.attache.config.LogsConfig;
import dev.attache.config.MetricsConfig;
import dev.attache.config.RedisConfig;
import dev.attache.config.RoleConfig;
import dev.attache.config.TopzConfig;
import dev.attache.role.Role;
import dev.attache.role.RoleContext;
import dev.attache.role.health.HealthRole;
import dev.attache.role.http.HttpRole;
import dev.attache.role.logs.LogsRole;
import dev.attache.role.metrics.MetricsRole;
import dev.attache.role.redis.RedisRole;
import dev.attache.role.topz.TopzRole;
import java.util.List;

/// Settings to role: the one place that knows every kind. A new kind is one more arm in each switch.
final class RoleFactory {
    private RoleFactory() {}

    static Role create(RoleContext context, RoleConfig config) {
        return switch (config) {
            case RedisConfig redis -> new RedisRole(context, redis);
            case HttpConfig http -> new HttpRole(context, http);
            case LogsConfig logs -> new LogsRole(context, logs);
            case MetricsConfig metrics -> new MetricsRole(context, metrics);
            case HealthShimConfig health -> new HealthRole(context, health);
            case TopzConfig topz -> new TopzRole(context, topz);
        };
    }

    /// The addresses that a role with these settings binds.
    static List<Address> listens(RoleConfig config) {
        return switch (config) {
            case RedisConfig redis -> List.of(redis.listen());
            case HttpConfig http -> List.of(http.listen());
            case LogsConfig _ -> List.of();
            case MetricsConfig metrics -> metrics.listens();
            case HealthShimConfig health -> health.listens();
            case TopzConfig topz -> List.of(topz.listen());
        };
    }
}
