package dev.attache.config;

import dev.attache.base.Address;
import dev.attache.base.HostPort;

/// One member of a cluster; a bare address stands for one with weight 1.
@Doc("one member of a cluster; a bare address stands for one with weight 1")
public record EndpointConfig(
        @Doc("host:port, or unix:/path") @Shorthand Address address,

        @Doc("stable name on the ring and in metrics; the address where it is absent") @Default("")
        String name,

        @Doc("share of the keys or requests relative to its peers; 0 gives it none, and what is in flight ends")
        @Default("1")
        @Range(min = "0", max = "1000")
        int weight) {

    public EndpointConfig {
        if (address instanceof HostPort tcp && tcp.port() == 0) {
            throw new IllegalArgumentException("address: port 0 is no port to connect to");
        }
        if (address instanceof HostPort tcp && tcp.host().isEmpty()) {
            throw new IllegalArgumentException("address: names no host, as in 127.0.0.1:6379");
        }
        if (name.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
            throw new IllegalArgumentException("name: holds a space or a control character");
        }
    }

    /// The name in metrics, logs and status pages.
    public String label() {
        return name.isEmpty() ? address.toString() : name;
    }
}
