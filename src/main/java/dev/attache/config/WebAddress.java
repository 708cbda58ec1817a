package dev.attache.config;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/// Checks addresses of web pages and receivers.
final class WebAddress {
    private WebAddress() {}

    /// @throws IllegalArgumentException where it is no http or https address with a host
    static void check(String key, String url) {
        if (parse(url) == null) {
            throw new IllegalArgumentException(key
                    + ": is no address of a page, as in http://127.0.0.1:8080/metrics; a password stands in headers");
        }
    }

    /// @param url empty for a section that is absent
    /// @throws IllegalArgumentException where it is neither empty nor an http or https address without a fragment
    static void checkReceiver(String key, String url) {
        URI uri = parse(url);
        if (!url.isEmpty() && (uri == null || uri.getFragment() != null)) {
            throw new IllegalArgumentException(key + ": is no address as http://host:port/path, or https");
        }
    }

    /// @return null where it is no address of the web with a host, or holds a login
    private static @Nullable URI parse(String url) {
        try {
            URI uri = new URI(url);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            return web && uri.getHost() != null && uri.getUserInfo() == null ? uri : null;
        } catch (URISyntaxException _) {
            return null;
        }
    }
}
