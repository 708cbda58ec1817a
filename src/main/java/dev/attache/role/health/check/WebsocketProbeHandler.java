package dev.attache.role.health.check;

import dev.attache.base.Ascii;
import dev.attache.base.GrowingBytes;
import dev.attache.upstream.probe.Figure;
import dev.attache.upstream.probe.Finding;
import dev.attache.upstream.probe.ProbeHandler;
import dev.attache.wire.http.HeaderLines;
import dev.attache.wire.http.HttpLimits;
import dev.attache.wire.http.Outcome;
import dev.attache.wire.http.ResponseScanner;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/// One connection on which a server is asked to open a WebSocket (RFC 6455, 4.1). Holds one head, of the usual size at
/// most.
final class WebsocketProbeHandler extends ProbeHandler {
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int SWITCHING_PROTOCOLS = 101;
    private static final int KEY_BYTES = 16;
    private static final byte[] ACCEPT = Ascii.bytes("sec-websocket-accept");
    private static final byte[] PROTOCOL = Ascii.bytes("sec-websocket-protocol");

    private final String target;
    private final String host;
    private final String protocol;
    private final String key;
    private final ResponseScanner scanner = new ResponseScanner(HttpLimits.USUAL);
    private final GrowingBytes head = new GrowingBytes();

    /// @param protocol that has to be agreed on; empty asks for none
    WebsocketProbeHandler(String target, String host, String protocol, Verdict verdict) {
        super(verdict);
        this.target = target;
        this.host = host;
        this.protocol = protocol;
        byte[] random = new byte[KEY_BYTES];
        ThreadLocalRandom.current().nextBytes(random);
        this.key = Base64.getEncoder().encodeToString(random);
    }

    @Override
    protected byte[] question() {
        String asked = protocol.isEmpty() ? "" : "Sec-WebSocket-Protocol: " + protocol + "\r\n";
        return Ascii.bytes("GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\nUser-Agent: attache\r\n"
                + "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " + key
                + "\r\n" + asked + "\r\n");
    }

    @Override
    protected void onBytes(ChannelHandlerContext from, ByteBuf in) {
        int length = Math.min(in.readableBytes(), HttpLimits.USUAL.headBytesMax() - head.length());
        int at = head.reserve(length);
        in.readBytes(head.array(), at, length);
        Outcome outcome = scanner.scan(head.array(), head.length());
        switch (outcome) {
            case HEAD -> settle(Finding.of(verdict(), List.of(new Figure("http_status_code", scanner.status()))));
            case FAULT -> settle("sent what is no response: " + scanner.fault().text());
            case NEED_MORE -> {}
        }
    }

    private String verdict() {
        if (scanner.status() != SWITCHING_PROTOCOLS) {
            return "answered " + scanner.status();
        }
        if (!value(ACCEPT).equals(acceptOf(key))) {
            return "answered with a wrong Sec-WebSocket-Accept";
        }
        return protocol.isEmpty() || value(PROTOCOL).equals(protocol) ? "" : "does not speak " + protocol;
    }

    private String value(byte[] name) {
        HeaderLines lines = scanner.headers();
        int at = lines.find(name, 0);
        int start = at < 0 ? 0 : lines.valueStart(at);
        int end = at < 0 ? 0 : lines.valueEnd(at);
        return end <= start ? "" : new String(lines.bytes(), start, end - start, StandardCharsets.US_ASCII);
    }

    private static String acceptOf(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest(Ascii.bytes(key + GUID));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
