package dev.attache.config;

import java.time.Duration;

/// Active health check of a cluster's endpoints.
@Doc("active health check of a cluster's endpoints")
public record HealthConfig(
        @Doc("none; redis: PING and the answer of INFO; http: GET of path; grpc: grpc.health.v1; tcp: a connection")
        @Default("none")
        Check check,

        @Doc("time between two checks of one endpoint") @Default("2s") @Range(min = "50ms", max = "1h")
        Duration interval,

        @Doc("how long an answer may take") @Default("1s") @Range(min = "1ms", max = "5m")
        Duration timeout,

        @Doc("good answers in a row that bring an endpoint back") @Default("2") @Range(min = "1", max = "100")
        int rise,

        @Doc("bad answers in a row that take it out") @Default("3") @Range(min = "1", max = "100")
        int fall,

        @Doc("role that a Redis server must have: any, master or replica") @Default("any")
        ReplicationSide role,

        @Doc("target that a web server is asked for; 200 to 399 is a good answer") @Default("/")
        String path,

        @Doc("service that a gRPC server is asked for; empty asks for the server as a whole") @Default("")
        String service) {
    private static final int SERVICE_CHARS_MAX = 200;

    public HealthConfig {
        if (!path.startsWith("/") || path.chars().anyMatch(c -> c <= ' ' || c >= 0x7f || c == '#')) {
            throw new IllegalArgumentException("path: begins with a slash and holds no blank");
        }
        if (service.length() > SERVICE_CHARS_MAX || service.chars().anyMatch(c -> c <= ' ' || c >= 0x7f)) {
            throw new IllegalArgumentException("service: is a name such as pkg.Service, of 200 characters at most");
        }
    }

    /// What is asked of an endpoint.
    public enum Check {
        NONE,
        /// A Redis server that answers PING, is not loading and has the role that is asked for.
        REDIS,
        /// A web server that answers `GET` of a path with 200 to 399.
        HTTP,
        /// A gRPC server that says `SERVING` by grpc.health.v1.
        GRPC,
        /// Whatever takes a connection.
        TCP
    }

    /// What a Redis server is in its replication.
    public enum ReplicationSide {
        ANY,
        MASTER,
        REPLICA
    }
}
