package dev.attache.upstream.probe;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a web server is asked. Whoever makes one sees to it that nothing in it breaks a line.
///
/// @param host for `Host`
/// @param headers further ones
public record HttpQuestion(String method, String target, String host, Map<String, String> headers) {
    public HttpQuestion {
        headers = new LinkedHashMap<>(headers);
    }

    /// A plain `GET`.
    ///
    /// @param authority where the server is reached, as `host:port` or `unix:/path`
    public static HttpQuestion get(String target, String authority) {
        return new HttpQuestion("GET", target, authority.startsWith("unix:") ? "localhost" : authority, Map.of());
    }

    /// The request, which asks to close the connection behind the answer.
    byte[] bytes() {
        var text = new StringBuilder(method).append(' ').append(target).append(" HTTP/1.1\r\nHost: ");
        text.append(host).append("\r\nUser-Agent: attache\r\n");
        headers.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
        return text.append("Connection: close\r\n\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
