package dev.attache.config;

import dev.attache.base.Address;

/// A TCP port that lines are sent to.
@Doc("a TCP port that lines are sent to; a bare address stands for one in the clear")
public record TcpInputConfig(
        @Doc("host:port to listen on") @Shorthand @Default(":0") @Listens
        Address listen,

        @Doc("certificates; without them senders speak in the clear") @Default("{}")
        TlsConfig tls,

        @Doc("senders that may be connected; further ones are refused")
        @Default("1024")
        @Range(min = "1", max = "65536")
        int connectionsMax) {

    public TcpInputConfig {
        PortCheck.check(listen);
        if (!PortCheck.isGiven(listen) && tls.isOn()) {
            throw new IllegalArgumentException("listen: is required and absent");
        }
    }
}
