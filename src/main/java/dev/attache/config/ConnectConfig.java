package dev.attache.config;

import dev.attache.base.HostPortPattern;
import java.time.Duration;
import java.util.List;

/// Tunnels that clients open by CONNECT, to what they name themselves.
///
/// @param allow see [HostPortPattern]
@Doc("tunnels that clients open by CONNECT, to what they name themselves; CONNECT is refused where nothing is allowed")
public record ConnectConfig(
        @Doc("where tunnels may lead: host:port, *.example.com:443, 10.0.0.0/8:5432, [fd00::/8]:5432, *:443; * for a"
                + " port is any")
        @Default("[]")
        List<String> allow,

        @Doc("how long a connection may take") @Default("5s") @Range(min = "1ms", max = "5m")
        Duration connectTimeout,

        @Doc("a tunnel that carries nothing this long, either way, is cut")
        @Default("5m")
        @Range(min = "10ms", max = "168h")
        Duration idle,

        @Doc("tunnels at once, all event loops together") @Default("1000") @Range(min = "1", max = "1000000")
        int tunnels) {

    public ConnectConfig {
        allow = List.copyOf(allow);
        for (String each : allow) {
            try {
                HostPortPattern.parse(each);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("allow: " + e.getMessage(), e);
            }
        }
    }
}
