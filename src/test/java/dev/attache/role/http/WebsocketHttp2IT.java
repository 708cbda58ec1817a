package dev.attache.role.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.base.GrowingBytes;
import dev.attache.testing.Eventually;
import dev.attache.testing.RawClient;
import dev.attache.testing.RawOrigin;
import dev.attache.testing.WebServer;
import dev.attache.wire.http2.FieldName;
import dev.attache.wire.http2.FrameWriter;
import dev.attache.wire.http2.HpackEncoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// WebSockets by HTTP/2 (RFC 8441) on either side of attache, and by HTTP/1.1 on the other.
final class WebsocketHttp2IT {
    private static final Pattern KEY = Pattern.compile("(?i)sec-websocket-key: (\\S+)");

    /// Key and answer are those of RFC 6455, 1.3.
    private static final String WISH_BY_1 = String.join(
            "\r\n",
            "GET /chat HTTP/1.1",
            "Host: h",
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "",
            "");

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void pseudo(int id, String value, GrowingBytes out) {
        HpackEncoder.pseudo(id, bytes(value), 0, value.length(), out);
    }

    private static void field(String name, String value, GrowingBytes out) {
        HpackEncoder.field(bytes(name), 0, name.length(), bytes(value), 0, value.length(), out);
    }

    private static String wishBy2() {
        GrowingBytes out = new GrowingBytes();
        FrameWriter.clientStart(65_535, 16_384, out);
        int start = out.length();
        GrowingBytes head = new GrowingBytes();
        FrameWriter.beginHeaders(head);
        pseudo(FieldName.METHOD, "CONNECT", head);
        pseudo(FieldName.PROTOCOL, "websocket", head);
        pseudo(FieldName.SCHEME, "http", head);
        pseudo(FieldName.PATH, "/chat", head);
        pseudo(FieldName.AUTHORITY, "h", head);
        field("sec-websocket-version", "13", head);
        field("sec-websocket-protocol", "talk", head);
        FrameWriter.endHeaders(0, 16_384, false, 1, head);
        out.append(head.array(), 0, head.length());
        return new String(out.array(), 0, start + head.length(), StandardCharsets.ISO_8859_1);
    }

    private static String data(String text, boolean last) {
        GrowingBytes out = new GrowingBytes();
        FrameWriter.data(text.length(), last, 1, out);
        out.append(bytes(text));
        return new String(out.array(), 0, out.length(), StandardCharsets.ISO_8859_1);
    }

    private static String readTo(RawClient client, String end) throws IOException {
        StringBuilder all = new StringBuilder();
        while (all.indexOf(end) < 0) {
            all.append(client.readBytes(1));
        }
        return all.toString();
    }

    /// Reads frames until the payloads of all of them together say this.
    private static String readFramesTo(RawClient client, String end) throws IOException {
        StringBuilder all = new StringBuilder();
        while (all.indexOf(end) < 0) {
            String header = client.readBytes(9);
            int length = header.charAt(0) << 16 | header.charAt(1) << 8 | header.charAt(2);
            all.append(client.readBytes(length));
        }
        return all.toString();
    }

    /// Grants a wish of HTTP/1.1, then answers each byte with itself, and ends at an exclamation mark.
    private static RawOrigin echoBy1() throws IOException {
        return RawOrigin.doing((connection, request, _) -> {
            Matcher key = KEY.matcher(request);
            assertThat(key.find()).isTrue();
            connection.send("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                    + "Sec-WebSocket-Protocol: talk\r\nSec-WebSocket-Accept: " + accept(key.group(1)) + "\r\n\r\n");
            for (int b = connection.read(); b >= 0 && b != '!'; b = connection.read()) {
                connection.send(String.valueOf((char) b));
            }
            connection.close();
        });
    }

    private static String accept(String key) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-1").digest(bytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static WebServer echoBy2(boolean connectProtocol) throws IOException {
        return WebServer.node("const server = require('http2').createServer({settings: {enableConnectProtocol: "
                + connectProtocol + "}}); server.on('stream', (stream, headers) => { stream.on('error', () => {});"
                + "if (headers[':protocol'] !== 'websocket' || headers['sec-websocket-version'] !== '13'"
                + " || headers['sec-websocket-key']) { stream.respond({':status': 400}); stream.end(); return; }"
                + "stream.respond({':status': 200}); stream.on('data', d => { stream.write(d);"
                + "if (d.includes('!')) stream.end(); }); }); server.listen(PORT, '127.0.0.1');");
    }

    private static Gateway before2(WebServer origin) {
        return Gateway.before(origin.address())
                .clusterSettings("protocol: http2")
                .start();
    }

    @Test
    void fromHttp2ToHttp11() throws IOException {
        try (RawOrigin origin = echoBy1();
                Gateway attache = Gateway.before(origin.address()).start();
                RawClient client = attache.client()) {
            client.send(wishBy2() + data("early", false));
            assertThat(readFramesTo(client, "early")).contains("talk").doesNotContain("ccept");
            client.send(data("more", false));
            readFramesTo(client, "more");
            assertThat(origin.requests().getFirst())
                    .startsWith("GET /chat HTTP/1.1\r\nHost: h\r\n")
                    .contains("\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n");
            client.send(data("!", false));
            Eventually.holds("no connection is left", () -> openOf(attache) == 0);
        }
    }

    private static int openOf(Gateway attache) {
        return attache.role()
                .loops()
                .getFirst()
                .targets()
                .clusters()
                .getFirst()
                .pools()[0]
                .open();
    }

    @Test
    void fromHttp11ToHttp2() throws IOException {
        try (WebServer origin = echoBy2(true);
                Gateway attache = before2(origin);
                RawClient client = attache.client()) {
            client.send(WISH_BY_1 + "early");
            assertThat(readTo(client, "early"))
                    .startsWith("HTTP/1.1 101 Switching Protocols\r\n")
                    .contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n")
                    .contains("Connection: Upgrade\r\nUpgrade: websocket\r\n");
            client.send("more");
            readTo(client, "more");
            client.send("!");
            assertThat(client.readToEnd()).isEqualTo("!");
        }
    }

    @Test
    void fromHttp2ToHttp2() throws IOException {
        try (WebServer origin = echoBy2(true);
                Gateway attache = before2(origin);
                RawClient client = attache.client()) {
            client.send(wishBy2() + data("early", false));
            readFramesTo(client, "early");
            client.send(data("x".repeat(5_000) + "!", false));
            assertThat(readFramesTo(client, "!")).contains("x");
        }
    }

    @Test
    void aServerThatOpensNoTunnelsIsNotAskedTo() throws IOException {
        try (WebServer origin = echoBy2(false);
                Gateway attache = before2(origin);
                RawClient client = attache.client()) {
            client.send(WISH_BY_1);
            assertThat(readTo(client, "\r\n\r\n")).startsWith("HTTP/1.1 502 ");
        }
    }

    @Test
    void aTunnelEndsWithItsClient() throws IOException {
        try (RawOrigin origin = echoBy1();
                Gateway attache = Gateway.before(origin.address()).start()) {
            try (RawClient client = attache.client()) {
                client.send(wishBy2() + data("early", false));
                readFramesTo(client, "early");
            }
            Eventually.holds("no connection is left", () -> openOf(attache) == 0);
        }
    }
}
