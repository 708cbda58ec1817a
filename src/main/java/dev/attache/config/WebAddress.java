package dev.attache.config;

import java.net.URI;
import java.net.URISyntaxException;

/// Checks addresses of web pages.
final class WebAddress {
    private WebAddress() {}

    /// @throws IllegalArgumentException where it is no http or https address with a host
    static void check(String key, String url) {
        try {
            URI uri = new URI(url);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (web && uri.getHost() != null && uri.getUserInfo() == null) {
                return;
            }
        } catch (URISyntaxException _) {
            // Told like any other that is none.
        }
        throw new IllegalArgumentException(
                key + ": is no address of a page, as in http://127.0.0.1:8080/metrics; a password stands in headers");
    }
}
