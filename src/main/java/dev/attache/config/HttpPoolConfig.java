package dev.attache.config;

import java.time.Duration;

/// Connections from each event loop to each endpoint.
@Doc("connections from each event loop to each endpoint")
public record HttpPoolConfig(
        @Doc("connections at once") @Default("512") @Range(min = "1", max = "65536")
        int connections,

        @Doc("requests that wait for a connection; a further one is answered 503")
        @Default("1024")
        @Range(min = "0", max = "65536")
        int pending,

        @Doc("how long a connection is kept without a request") @Default("30s") @Range(min = "10ms", max = "24h")
        Duration idle,

        @Doc("how long a connection may have been idle that still takes a request which must not be sent twice; such a"
                + " request gets a new one after that")
        @Default("1s")
        @Range(min = "0", max = "24h")
        Duration freshAfter,

        @Doc("requests after which a connection is closed; 0 sets no bound")
        @Default("0")
        @Range(min = "0", max = "1000000000")
        int requests) {}
