package dev.attache.role.http;

/// A destination as one event loop sees it: its own connections to the cluster, and its own counters.
record Target(UpstreamCluster cluster, TargetStats stats) {}
