package dev.attache.config;

import java.net.URI;

/// What receivers of logs by HTTP have in common.
public sealed interface HttpReceiver permits OtlpOutputConfig, LokiOutputConfig, HttpOutputConfig, SplunkOutputConfig {
    String url();

    boolean gzip();

    HttpSendingConfig sending();

    /// @throws IllegalArgumentException where it is no address; an empty one stands for a section that is absent
    static void checkUrl(String url) {
        if (!url.isEmpty() && !isPlace(url)) {
            throw new IllegalArgumentException("url: is no address as http://host:port/path, or https");
        }
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
