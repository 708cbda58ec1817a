package dev.attache.config;

import dev.attache.base.Address;

/// One member of a cluster; a bare address stands for one with weight 1.
public record EndpointConfig(
        @Doc("host:port, or unix:/path") Address address,

        @Doc("stable name on the ring and in metrics; the address where it is absent") @Default("")
        String name,

        @Doc("share of the keys or requests relative to its peers") @Default("1") @Range(min = "1", max = "1000")
        int weight) {

    /// The name in metrics, logs and status pages.
    public String label() {
        return name.isEmpty() ? address.toString() : name;
    }
}
