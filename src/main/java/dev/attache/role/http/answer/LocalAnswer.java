package dev.attache.role.http.answer;

import dev.attache.base.GrowingBytes;
import dev.attache.config.RedirectConfig;
import dev.attache.config.RespondConfig;
import dev.attache.wire.http.RequestScanner;
import dev.attache.wire.http.RequestTarget;
import java.nio.charset.StandardCharsets;

/// Writes the answers that a route gives without an upstream: redirects and fixed answers.
public final class LocalAnswer {
    private static final String CLOSE = "Connection: close\r\n";

    private LocalAnswer() {}

    /// @param closes whether the connection is closed after it
    /// @return bytes at the end that are the body
    public static int write(RespondConfig config, boolean closes, GrowingBytes out) {
        byte[] body = config.body().getBytes(StandardCharsets.UTF_8);
        out.clear();
        appendStart(config.status(), closes, out);
        if (config.status() != 204 && config.status() != 304) {
            out.append("Content-Type: " + config.contentType() + "\r\nContent-Length: ");
            out.appendDecimal(body.length);
            out.append("\r\n");
        }
        out.append("\r\n");
        out.append(body);
        return body.length;
    }

    /// @param closes whether the connection is closed after it
    public static void write(RedirectConfig config, RequestScanner request, boolean closes, GrowingBytes out) {
        out.clear();
        appendStart(config.status(), closes, out);
        out.append("Content-Length: 0\r\nLocation: ");
        appendPlace(config.to(), request, out);
        out.append("\r\n\r\n");
    }

    private static void appendStart(int status, boolean closes, GrowingBytes out) {
        out.append("HTTP/1.1 ");
        out.appendDecimal(status);
        out.append(" " + StatusText.of(status) + "\r\n" + (closes ? CLOSE : ""));
    }

    private static void appendPlace(String to, RequestScanner request, GrowingBytes out) {
        byte[] bytes = request.headers().bytes();
        RequestTarget target = request.target();
        int at = 0;
        while (at < to.length()) {
            if (to.startsWith("{host}", at)) {
                request.appendAuthority(out);
                at += 6;
            } else if (to.startsWith("{path}", at)) {
                out.append(bytes, target.pathStart(), target.pathEnd() - target.pathStart());
                at += 6;
            } else if (to.startsWith("{query}", at)) {
                out.append(bytes, target.pathEnd(), target.end() - target.pathEnd());
                at += 7;
            } else {
                out.append(to.charAt(at));
                at++;
            }
        }
    }
}
