package dev.attache.upstream;

import java.util.List;

/// What `/clusters` shows of one cluster.
///
/// @param check the active check in force: `none`, `redis`, `http`, `grpc` or `tcp`
/// @param policy how requests are balanced; empty where none are, as with keys of Redis
/// @param panic whether ejected endpoints are used as well, since so few are fit
/// @param endpoints in the file's order
public record ClusterStatus(String name, String check, String policy, boolean panic, List<EndpointStatus> endpoints) {
    public ClusterStatus {
        endpoints = List.copyOf(endpoints);
    }
}
