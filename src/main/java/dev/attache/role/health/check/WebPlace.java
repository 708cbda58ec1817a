package dev.attache.role.health.check;

import dev.attache.base.HostPort;
import dev.attache.config.UpstreamTlsConfig;
import java.net.URI;

/// What a URL says: where to connect, what to ask for, and whether by TLS.
///
/// @param authority for `Host`
/// @param target path and query
record WebPlace(HostPort address, String authority, String target, boolean secure) {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    /// Reads a URL that the file's checks have found sound.
    static WebPlace of(String text) {
        URI url = URI.create(text);
        boolean secure = url.getScheme().equals("https") || url.getScheme().equals("wss");
        int port = url.getPort() >= 0 ? url.getPort() : secure ? HTTPS : HTTP;
        String host = url.getHost();
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        String query = url.getRawQuery();
        return new WebPlace(
                new HostPort(bare, port), url.getRawAuthority(), query == null ? path : path + "?" + query, secure);
    }

    /// How it is reached by TLS: what the scheme says by itself, and what the file adds.
    UpstreamTlsConfig tls(UpstreamTlsConfig settings) {
        return secure
                ? new UpstreamTlsConfig(
                        true,
                        settings.ca(),
                        settings.serverName().isEmpty() ? address.host() : settings.serverName(),
                        settings.verify(),
                        settings.cert(),
                        settings.key(),
                        settings.alpn(),
                        settings.engine())
                : UpstreamTlsConfig.OFF;
    }
}
