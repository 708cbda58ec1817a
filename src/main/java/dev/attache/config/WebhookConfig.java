package dev.attache.config;

import dev.attache.base.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Who is told of changes.
///
/// @param url empty where nobody is
@Doc("who is told of each change of an endpoint, by a POST of JSON; three tries each, and 64 wait at most")
public record WebhookConfig(
        @Doc("where it is sent, as in http://127.0.0.1:9000/health, or https; empty tells nobody")
        @Shorthand
        @Default("")
        String url,

        @Doc("headers of the request; best as {file: PATH} or {env: NAME} where they hold a secret") @Default("{}")
        Map<String, Secret> headers,

        @Doc("how long an answer may take") @Default("5s") @Range(min = "10ms", max = "1m")
        Duration timeout,

        @Doc("how it is reached by TLS, beside what https says") @Default("false")
        UpstreamTlsConfig tls) {
    public WebhookConfig {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        headers.forEach((name, value) -> CheckRules.header(name, value.reveal()));
        if (!url.isEmpty()) {
            CheckRules.url("url", url, List.of("http", "https"));
        }
        if (tls.enabled() && (url.isEmpty() || "http".equals(URI.create(url).getScheme()))) {
            throw new IllegalArgumentException("tls: goes with https");
        }
    }
}
