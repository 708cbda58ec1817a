package dev.attache.config;

import dev.attache.base.Address;
import dev.attache.base.Secret;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// A web server that answers as it should.
///
/// @param connect empty connects to the host of the URL
@Doc("a web server that answers as it should")
public record HttpCheckConfig(
        @Doc("what is asked for, as in http://127.0.0.1:8080/ping, or https")
        String http,

        @Doc("version of HTTP that is spoken: http1, or http2, by TLS agreed on by ALPN and in the clear from the first"
                + " byte on")
        @Default("http1")
        HttpProtocol protocol,

        @Doc("method of the request: GET, HEAD, POST or OPTIONS") @Default("GET")
        String method,

        @Doc("headers of the request; best as {file: PATH} or {env: NAME} where they hold a secret") @Default("{}")
        Map<String, Secret> headers,

        @Doc("what the answer has to be") @Default("{}") ExpectConfig expect,

        @Doc("where it is reached in place of the URL's host, as in unix:/run/app.sock; empty goes by the URL")
        @Default("")
        String connect,

        @Doc("how it is reached by TLS, beside what https says") @Default("false")
        UpstreamTlsConfig tls,

        @Inline CheckPaceConfig pace)
        implements CheckConfig {
    /// What speaks of a connection, which HTTP/2 has no words for (RFC 9113, 8.2.2).
    private static final Set<String> NOT_IN_HTTP2 =
            Set.of("connection", "keep-alive", "proxy-connection", "te", "transfer-encoding", "upgrade");

    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "OPTIONS");

    public HttpCheckConfig {
        CheckRules.url("http", http, List.of("http", "https"));
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        headers.forEach((name, value) -> CheckRules.header(name, value.reveal()));
        for (String each : protocol == HttpProtocol.HTTP2 ? headers.keySet() : Set.<String>of()) {
            if (NOT_IN_HTTP2.contains(each.toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException("headers: there is no " + each + " in HTTP/2");
            }
        }
        if (!connect.isEmpty()) {
            try {
                CheckRules.namePort("connect", Address.parse(connect));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("connect: " + e.getMessage(), e);
            }
        }
        if (tls.enabled() && "http".equals(URI.create(http).getScheme())) {
            throw new IllegalArgumentException("tls: goes with https");
        }
        if (!METHODS.contains(method)) {
            throw new IllegalArgumentException("method: is one of " + String.join(", ", METHODS));
        }
        if (method.equals("HEAD") && expect.readsBody()) {
            throw new IllegalArgumentException(
                    "method: an answer to HEAD has no body that something could be" + " expected of");
        }
    }
}
