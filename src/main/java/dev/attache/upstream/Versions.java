package dev.attache.upstream;

import dev.attache.config.ClusterConfig;
import dev.attache.config.HttpProtocol;
import java.util.List;

/// Which versions of HTTP the endpoints of a cluster are spoken to in.
///
/// In the clear the settings say it. By TLS ALPN does (RFC 7301): what is offered, and of several what an endpoint
/// takes.
public enum Versions {
    HTTP1,
    HTTP2,
    /// Either, as is agreed on with each endpoint.
    AGREED;

    /// HTTP/2 in the words of ALPN.
    public static final String H2 = "h2";

    /// HTTP/1.1 in the words of ALPN; what is spoken where an endpoint knows of no ALPN.
    public static final String H1 = "http/1.1";

    public static Versions of(ClusterConfig config) {
        if (!config.tls().enabled()) {
            return config.protocol() == HttpProtocol.HTTP2 ? HTTP2 : HTTP1;
        }
        List<String> offered = offered(config);
        boolean second = offered.contains(H2);
        return second && offered.contains(H1) ? AGREED : second ? HTTP2 : HTTP1;
    }

    /// What is offered by ALPN; nothing where it is not used.
    static List<String> offered(ClusterConfig config) {
        List<String> said = config.tls().alpn();
        return said.isEmpty() && config.protocol() == HttpProtocol.HTTP2 ? List.of(H2) : said;
    }
}
