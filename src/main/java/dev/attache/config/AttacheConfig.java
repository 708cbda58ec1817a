package dev.attache.config;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// The whole file.
///
/// @param threads event loops; 0 stands for `auto`: the CPUs that the container may use, 4 at most
/// @param clusters by name, in the file's order
/// @param roles by name, in the file's order, which is the order of their start
@Doc("the whole file")
public record AttacheConfig(
        @Doc("the operator's HTTP endpoint") @Default("{}") AdminConfig admin,

        @Doc("event loops; auto is the CPUs that the container may use, 4 at most")
        @Default("auto")
        @Auto
        @Range(min = "1", max = "64")
        int threads,

        @Doc("how long a stop waits for work in flight") @Default("10s") @Range(min = "0", max = "1h")
        Duration drain,

        @Doc("where traffic may go: name to endpoints that serve the same thing") @Default("{}")
        Map<String, ClusterConfig> clusters,

        @Doc("what this attache does: name to kind and settings") @Default("{}")
        Map<String, RoleConfig> roles) {

    public AttacheConfig {
        clusters = Collections.unmodifiableMap(new LinkedHashMap<>(clusters));
        roles = Collections.unmodifiableMap(new LinkedHashMap<>(roles));
    }
}
