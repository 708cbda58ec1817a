package dev.attache.config;

import dev.attache.base.Address;

/// A UDP port that lines are sent to.
@Doc("a UDP port that lines are sent to, each datagram a line or some; a bare address stands for one with this listen")
public record UdpInputConfig(
        @Doc("host:port to listen on") @Shorthand @Default(":0")
        Address listen) {

    public UdpInputConfig {
        PortCheck.check(listen);
    }
}
