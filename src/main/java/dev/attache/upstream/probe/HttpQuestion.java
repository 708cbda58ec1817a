package dev.attache.upstream.probe;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a web server is asked. Whoever makes one sees to it that nothing in it breaks a line.
///
/// @param host for `Host`
/// @param headers further ones
/// @param body empty where there is none
public record HttpQuestion(String method, String target, String host, Map<String, String> headers, String body) {
    public HttpQuestion {
        headers = new LinkedHashMap<>(headers);
    }

    /// One without a body.
    public HttpQuestion(String method, String target, String host, Map<String, String> headers) {
        this(method, target, host, headers, "");
    }

    /// A plain `GET`.
    ///
    /// @param authority where the server is reached, as `host:port` or `unix:/path`
    public static HttpQuestion get(String target, String authority) {
        return new HttpQuestion("GET", target, authority.startsWith("unix:") ? "localhost" : authority, Map.of());
    }

    /// The request, which asks to close the connection behind the answer.
    byte[] bytes() {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        var text = new StringBuilder(method).append(' ').append(target).append(" HTTP/1.1\r\nHost: ");
        text.append(host).append("\r\nUser-Agent: attache\r\n");
        headers.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
        if (content.length > 0 || method.equals("POST")) {
            text.append("Content-Length: ").append(content.length).append("\r\n");
        }
        byte[] head = text.append("Connection: close\r\n\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        byte[] whole = Arrays.copyOf(head, head.length + content.length);
        System.arraycopy(content, 0, whole, head.length, content.length);
        return whole;
    }
}
