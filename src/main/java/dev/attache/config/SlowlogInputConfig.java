package dev.attache.config;

import java.time.Duration;

/// The slow log of each Redis server of a cluster.
@Doc("the slow log of each Redis server of a cluster, a record a command; a bare name stands for that cluster")
public record SlowlogInputConfig(
        @Doc("name of the cluster") @Shorthand @Default("") @NamesCluster
        String cluster,

        @Doc("how often it is asked for; the servers keep 128 entries unless they are told otherwise")
        @Default("5s")
        @Range(min = "100ms", max = "1h")
        Duration interval) {}
