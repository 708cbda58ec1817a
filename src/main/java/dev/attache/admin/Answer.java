package dev.attache.admin;

import dev.attache.observe.Exposition;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// One response before it is put on the wire.
///
/// @param headers beyond those that every response has
/// @param afterwards what is done when the response has been taken
record Answer(
        HttpResponseStatus status,
        String contentType,
        byte[] body,
        Map<CharSequence, String> headers,
        Runnable afterwards) {
    private static final Runnable NOTHING = () -> {};
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String YAML = "application/yaml; charset=utf-8";
    private static final String JSON = "application/json";

    static Answer text(HttpResponseStatus status, String text) {
        return of(status, TEXT, text + "\n");
    }

    /// The request is taken, and done when the client knows so.
    static Answer accepted(String text, Runnable afterwards) {
        return new Answer(HttpResponseStatus.ACCEPTED, TEXT, bytes(text + "\n"), Map.of(), afterwards);
    }

    static Answer ok(String text) {
        return text(HttpResponseStatus.OK, text);
    }

    static Answer json(String json) {
        return of(HttpResponseStatus.OK, JSON, json);
    }

    static Answer yaml(String yaml) {
        return of(HttpResponseStatus.OK, YAML, yaml);
    }

    static Answer methodNotAllowed(String allow) {
        String text = "this page takes " + allow + "\n";
        return new Answer(
                HttpResponseStatus.METHOD_NOT_ALLOWED,
                TEXT,
                bytes(text),
                Map.of(HttpHeaderNames.ALLOW, allow),
                NOTHING);
    }

    static Answer unauthorized() {
        return new Answer(
                HttpResponseStatus.UNAUTHORIZED,
                TEXT,
                bytes("this needs the token of admin.token, as in: Authorization: Bearer TOKEN\n"),
                Map.of(HttpHeaderNames.WWW_AUTHENTICATE, "Bearer"),
                NOTHING);
    }

    static Answer metrics(Exposition exposition) {
        Map<CharSequence, String> headers = new LinkedHashMap<>();
        headers.put(HttpHeaderNames.VARY, "Accept, Accept-Encoding");
        if (!exposition.coding().isEmpty()) {
            headers.put(HttpHeaderNames.CONTENT_ENCODING, exposition.coding());
        }
        return new Answer(HttpResponseStatus.OK, exposition.contentType(), exposition.bytes(), headers, NOTHING);
    }

    private static Answer of(HttpResponseStatus status, String contentType, String text) {
        return new Answer(status, contentType, bytes(text), Map.of(), NOTHING);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
