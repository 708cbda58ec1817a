package dev.attache.config;

import dev.attache.base.UnixPath;
import java.time.Duration;
import java.util.List;

/// Endpoints that serve the same thing.
@Doc("endpoints that serve the same thing")
public record ClusterConfig(
        @Doc("where its members are reached: host:port, or address, name and weight; at most 1024")
        List<EndpointConfig> endpoints,

        @Doc("how long a connection attempt may take") @Default("1s") @Range(min = "1ms", max = "5m")
        Duration connectTimeout,

        @Doc("a connection to an endpoint that carried nothing this long is closed, and opened again when needed; 0"
                + " keeps it")
        @Default("10m")
        @Range(min = "0", max = "168h")
        Duration idleTimeout,

        @Doc("version of HTTP that the endpoints are spoken to in: http1, or http2, in the clear from the first"
                + " byte on; by TLS what tls.alpn offers comes first")
        @Default("http1")
        HttpProtocol protocol,

        @Doc("passive ejection: how many failures in a row put an endpoint out") @Default("{}")
        EjectConfig eject,

        @Doc("active health check") @Default("{}") HealthConfig health,

        @Doc("which endpoint takes a request, where any of them could; the Redis role goes by its ring instead")
        @Default("{}")
        BalanceConfig balance,

        @Doc("credentials that attache presents to the endpoints") @Default("{}")
        CredentialsConfig auth,

        @Doc("database that a Redis client starts in") @Default("0") @Range(min = "0", max = "65535")
        int database,

        @Doc("bounds on what HTTP roles have under way to it") @Default("{}")
        CircuitConfig circuit,

        @Doc("how the endpoints are reached by TLS; false speaks in the clear") @Default("false")
        UpstreamTlsConfig tls,

        @Doc("how endpoints are told of the client, before the connection's first byte: none, v1 or v2; with it every"
                + " request has a connection of its own")
        @Default("none")
        ProxyProtocolVersion proxyProtocol) {

    /// Endpoints that are told apart in counters, and in a cursor of SCAN over all of them.
    public static final int ENDPOINTS_MAX = 1024;

    public ClusterConfig {
        endpoints = List.copyOf(endpoints);
        if (endpoints.isEmpty()) {
            throw new IllegalArgumentException("endpoints: a cluster needs at least one");
        }
        if (endpoints.stream().allMatch(each -> each.weight() == 0)) {
            throw new IllegalArgumentException("endpoints: one needs a weight above 0");
        }
        if (endpoints.size() > ENDPOINTS_MAX) {
            throw new IllegalArgumentException("endpoints: a cluster has at most " + ENDPOINTS_MAX);
        }
        if (protocol == HttpProtocol.HTTP2
                && !tls.alpn().isEmpty()
                && !tls.alpn().contains("h2")) {
            throw new IllegalArgumentException("tls: alpn does not offer h2, which protocol http2 needs");
        }
        if (tls.enabled() && tls.verify() && tls.serverName().isEmpty() && hasUnixSocket(endpoints)) {
            throw new IllegalArgumentException("tls: needs a server-name, since a unix socket has none of its own");
        }
    }

    private static boolean hasUnixSocket(List<EndpointConfig> endpoints) {
        return endpoints.stream().anyMatch(each -> each.address() instanceof UnixPath);
    }
}
