package dev.attache.config;

import dev.attache.base.Cidr;
import java.util.List;

/// Whether proxies in front say, by the PROXY protocol, whose connection they pass on.
@Doc("whether proxies in front say, by the PROXY protocol (version 1 or 2), whose connection they pass on")
public record ProxyProtocolConfig(
        @Doc("required: every connection begins with such a header, and is closed without one; off: none does")
        @Default("required")
        @Shorthand
        Mode mode,

        @Doc("ranges of addresses, such as 10.0.0.0/8, from which connections are taken; all where none are given")
        @Default("[]")
        List<String> from) {

    public ProxyProtocolConfig {
        from = List.copyOf(from);
        for (String each : from) {
            try {
                Cidr.parse(each);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("from: " + e.getMessage(), e);
            }
        }
    }

    /// Whether connections begin with a header.
    public enum Mode {
        OFF,
        REQUIRED
    }

    public boolean isRequired() {
        return mode == Mode.REQUIRED;
    }
}
