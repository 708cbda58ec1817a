package dev.attache.config;

import dev.attache.base.Secret;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What receivers of logs by HTTP have in common.
public sealed interface HttpReceiver permits OtlpOutputConfig, LokiOutputConfig, HttpOutputConfig, SplunkOutputConfig {
    String url();

    Map<String, Secret> headers();

    CredentialsConfig credentials();

    boolean gzip();

    UpstreamTlsConfig tls();

    DeliveryConfig delivery();

    /// The headers in their order.
    ///
    /// @throws IllegalArgumentException where the address or a header is none; it quotes no value
    static Map<String, Secret> checked(String url, Map<String, Secret> headers) {
        if (!url.isEmpty() && !isPlace(url)) {
            throw new IllegalArgumentException("url: is no address as http://host:port/path, or https");
        }
        headers.forEach((name, value) -> {
            if (!HeaderEditConfig.isToken(name)) {
                throw new IllegalArgumentException("headers: holds what no name of a header does");
            }
            if (value.reveal().chars().anyMatch(c -> c < ' ' || c == 0x7F)) {
                throw new IllegalArgumentException("headers: the value of " + name + " holds what no header does");
            }
        });
        return Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    private static boolean isPlace(String text) {
        try {
            URI place = URI.create(text);
            boolean web = "http".equals(place.getScheme()) || "https".equals(place.getScheme());
            return web && place.getHost() != null && place.getUserInfo() == null && place.getFragment() == null;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
