package dev.attache.role.http;

import dev.attache.role.http.route.Destination;

/// A destination as one event loop sees it: its own connections to the cluster, and its own counters.
record Target(Destination destination, UpstreamCluster cluster, TargetStats stats) {}
