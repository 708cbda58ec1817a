package dev.attache.config;

import dev.attache.base.Address;

/// A server that says `SERVING` by `grpc.health.v1`.
@Doc("a server that says SERVING by grpc.health.v1")
public record GrpcCheckConfig(
        @Doc("where it listens") Address grpc,

        @Doc("service that is asked for; empty asks for the server as a whole") @Default("")
        String service,

        @Doc("how it is reached by TLS; false speaks HTTP/2 in the clear from the first byte on") @Default("false")
        UpstreamTlsConfig tls,

        @Inline CheckPaceConfig pace)
        implements CheckConfig {
    private static final int SERVICE_CHARS_MAX = 200;

    public GrpcCheckConfig {
        CheckRules.namePort("grpc", grpc);
        if (service.length() > SERVICE_CHARS_MAX || service.chars().anyMatch(c -> c <= ' ' || c >= 0x7f)) {
            throw new IllegalArgumentException("service: is a name such as pkg.Service, of 200 characters at most");
        }
    }
}
