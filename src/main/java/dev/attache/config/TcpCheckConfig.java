package dev.attache.config;

import dev.attache.base.Address;

/// Whatever takes a connection.
@Doc("whatever takes a connection, over TCP or on a unix socket, and agrees on TLS where that is asked for")
public record TcpCheckConfig(
        @Doc("where it listens") Address tcp,

        @Doc("how it is reached by TLS; false speaks in the clear") @Default("false")
        UpstreamTlsConfig tls,

        @Inline CheckPaceConfig pace)
        implements CheckConfig {
    public TcpCheckConfig {
        CheckRules.namePort("tcp", tcp);
    }
}
