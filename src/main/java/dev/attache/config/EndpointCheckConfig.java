package dev.attache.config;

import java.net.URI;
import java.util.List;

/// An endpoint of another health shim.
@Doc("an endpoint of another health shim, whose reason is told on")
public record EndpointCheckConfig(
        @Doc("the endpoint, as in http://10.0.0.7:8086/readyz, or one check of it, /readyz/db")
        String endpoint,

        @Doc("how it is reached by TLS, beside what https says") @Default("false")
        UpstreamTlsConfig tls,

        @Inline CheckPaceConfig pace)
        implements CheckConfig {
    public EndpointCheckConfig {
        CheckRules.url("endpoint", endpoint, List.of("http", "https"));
        if (tls.enabled() && "http".equals(URI.create(endpoint).getScheme())) {
            throw new IllegalArgumentException("tls: goes with https");
        }
    }
}
