package dev.attache.config;

import dev.attache.base.Address;

/// A port that syslog messages are sent to.
@Doc("a port that syslog messages (RFC 5424, RFC 3164) are sent to; a bare address stands for both UDP and TCP there")
public record SyslogInputConfig(
        @Doc("host:port to listen on") @Shorthand @Default(":0") @Listens
        Address listen,

        @Doc("both, udp (RFC 5426), or tcp (RFC 6587: counted octets, or a line each)") @Default("both")
        Over over,

        @Doc("certificates for TCP (RFC 5425); without them senders speak in the clear") @Default("{}")
        TlsConfig tls,

        @Doc("senders that may be connected; further ones are refused")
        @Default("1024")
        @Range(min = "1", max = "65536")
        int connectionsMax) {

    public SyslogInputConfig {
        PortCheck.check(listen);
        if (tls.isOn() && over != Over.TCP) {
            throw new IllegalArgumentException("tls: is for over: tcp");
        }
    }

    /// What messages come by.
    public enum Over {
        BOTH,
        UDP,
        TCP
    }
}
