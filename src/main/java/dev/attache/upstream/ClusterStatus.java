package dev.attache.upstream;

import java.util.List;

/// What `/clusters` shows of one cluster.
///
/// @param check the active check in force: `none`, `redis`, `http` or `tcp`
/// @param endpoints in the file's order
public record ClusterStatus(String name, String check, List<EndpointStatus> endpoints) {
    public ClusterStatus {
        endpoints = List.copyOf(endpoints);
    }
}
