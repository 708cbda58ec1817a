package dev.attache.net.page;

import dev.attache.observe.Exposition;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// One response before it is put on the wire.
///
/// @param headers beyond those that every response has
/// @param afterwards what is done when the response has been taken
public record Answer(
        HttpResponseStatus status,
        String contentType,
        byte[] body,
        Map<CharSequence, String> headers,
        Runnable afterwards) {
    private static final Runnable NOTHING = () -> {};
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String YAML = "application/yaml; charset=utf-8";
    private static final String HTML = "text/html; charset=utf-8";
    private static final String JSON = "application/json";

    /// One line for people; its end is added.
    public static Answer text(HttpResponseStatus status, String text) {
        return of(status, TEXT, text + "\n");
    }

    /// The request is taken, and done when the client knows so.
    public static Answer accepted(String text, Runnable afterwards) {
        return new Answer(HttpResponseStatus.ACCEPTED, TEXT, bytes(text + "\n"), Map.of(), afterwards);
    }

    /// One line for people, with status 200.
    public static Answer ok(String text) {
        return text(HttpResponseStatus.OK, text);
    }

    public static Answer json(String json) {
        return json(HttpResponseStatus.OK, json);
    }

    public static Answer json(HttpResponseStatus status, String json) {
        return of(status, JSON, json);
    }

    public static Answer html(String html) {
        return of(HttpResponseStatus.OK, HTML, html);
    }

    public static Answer yaml(String yaml) {
        return of(HttpResponseStatus.OK, YAML, yaml);
    }

    /// @param allow methods that the page takes, as in `GET, HEAD`
    public static Answer methodNotAllowed(String allow) {
        String text = "this page takes " + allow + "\n";
        return new Answer(
                HttpResponseStatus.METHOD_NOT_ALLOWED,
                TEXT,
                bytes(text),
                Map.of(HttpHeaderNames.ALLOW, allow),
                NOTHING);
    }

    /// @param key of the file under which the token stands
    public static Answer unauthorized(String key) {
        return new Answer(
                HttpResponseStatus.UNAUTHORIZED,
                TEXT,
                bytes("this needs the token of " + key + ", as in: Authorization: Bearer TOKEN\n"),
                Map.of(HttpHeaderNames.WWW_AUTHENTICATE, "Bearer"),
                NOTHING);
    }

    /// What a scraper is told.
    public static Answer metrics(Exposition exposition) {
        Map<CharSequence, String> headers = new LinkedHashMap<>();
        headers.put(HttpHeaderNames.VARY, "Accept, Accept-Encoding");
        if (!exposition.coding().isEmpty()) {
            headers.put(HttpHeaderNames.CONTENT_ENCODING, exposition.coding());
        }
        return new Answer(HttpResponseStatus.OK, exposition.contentType(), exposition.bytes(), headers, NOTHING);
    }

    /// A text of any type.
    public static Answer of(HttpResponseStatus status, String contentType, String text) {
        return new Answer(status, contentType, bytes(text), Map.of(), NOTHING);
    }

    /// All of it as it goes out.
    ///
    /// @param bodiless whether it answers HEAD
    byte[] bytes(boolean bodiless, boolean keepAlive) {
        byte[] head = head(keepAlive);
        if (bodiless) {
            return head;
        }
        byte[] whole = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, whole, head.length, body.length);
        return whole;
    }

    /// Status and headers as they go out, the empty line behind them included.
    byte[] head(boolean keepAlive) {
        var text = new StringBuilder("HTTP/1.1 ").append(status).append("\r\n");
        header(text, HttpHeaderNames.CONTENT_TYPE, contentType);
        header(text, HttpHeaderNames.CONTENT_LENGTH, Integer.toString(body.length));
        header(text, HttpHeaderNames.CACHE_CONTROL, "no-store");
        header(text, "x-content-type-options", "nosniff");
        headers.forEach((name, value) -> header(text, name, value));
        if (!keepAlive) {
            header(text, HttpHeaderNames.CONNECTION, "close");
        }
        return text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void header(StringBuilder to, CharSequence name, String value) {
        to.append(name).append(": ").append(value).append("\r\n");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
