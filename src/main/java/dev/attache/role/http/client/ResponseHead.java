package dev.attache.role.http.client;

import dev.attache.base.Ascii;
import dev.attache.base.GrowingBytes;
import dev.attache.role.http.endpoint.Half;
import dev.attache.role.http.exchange.Exchange;
import dev.attache.wire.http.HeadEncoder;
import dev.attache.wire.http.HeadFacts;
import dev.attache.wire.http.HeaderLines;
import dev.attache.wire.http.HeaderName;
import dev.attache.wire.http.ResponseScanner;

/// Writes the head of a response as the client gets it, without what was meant for the upstream's own connection.
final class ResponseHead {
    private static final byte[] VERSION = Ascii.bytes("HTTP/1.1 ");
    private static final byte[] CHUNKED = Ascii.bytes("Transfer-Encoding: chunked\r\n");
    private static final byte[] CLOSE = Ascii.bytes("Connection: close\r\n");
    private static final byte[] KEEP_ALIVE = Ascii.bytes("Connection: keep-alive\r\n");
    private static final byte[] UPGRADE = Ascii.bytes("Connection: Upgrade\r\nUpgrade: websocket\r\n");
    private static final byte[] VIA = Ascii.bytes("Via: 1.1 attache\r\n");
    private static final byte[] LINE_END = Ascii.bytes("\r\n");

    private static final int SWITCHING_PROTOCOLS = 101;

    private ResponseHead() {}

    /// Writes the head of a final response.
    ///
    /// @param via whether `Via` names attache
    /// @return whether its body is to be sent in chunks
    static boolean write(ResponseScanner response, Exchange exchange, boolean via, GrowingBytes out) {
        HeadFacts facts = response.facts();
        boolean bodiless = response.isBodiless(exchange.method());
        boolean counted = facts.contentLength() >= 0;
        boolean chunked = exchange.isHttp11() && (bodiless ? facts.isChunked() : !counted) && response.status() != 204;
        if (!exchange.isHttp11() && !counted && !bodiless || exchange.request() != Half.ENDED) {
            exchange.toLast();
        }
        out.clear();
        appendStart(response, out);
        long dropped = response.status() == 204
                ? HeaderName.OF_CONNECTION | HeaderName.CONTENT_LENGTH.bit()
                : HeaderName.OF_CONNECTION;
        HeadEncoder.copyLines(response.headers(), facts, dropped, out);
        out.append(exchange.answerLines().array(), 0, exchange.answerLines().length());
        if (chunked) {
            out.append(CHUNKED);
        }
        if (via) {
            out.append(VIA);
        }
        appendConnection(exchange, out);
        out.append(LINE_END);
        return chunked && !bodiless;
    }

    private static void appendConnection(Exchange exchange, GrowingBytes out) {
        if (exchange.isLast()) {
            out.append(CLOSE);
        } else if (!exchange.isHttp11()) {
            out.append(KEEP_ALIVE);
        }
    }

    /// Writes the head of an interim response.
    static void writeInterim(ResponseScanner response, GrowingBytes out) {
        out.clear();
        appendStart(response, out);
        HeadEncoder.copyLines(
                response.headers(), response.facts(), HeaderName.OF_CONNECTION | HeaderName.CONTENT_LENGTH.bit(), out);
        out.append(LINE_END);
    }

    /// Writes the head of the response after which the connection is a WebSocket, or a tunnel.
    static void writeSwitch(ResponseScanner response, GrowingBytes out) {
        out.clear();
        appendStart(response, out);
        HeadEncoder.copyLines(
                response.headers(), response.facts(), HeaderName.OF_CONNECTION | HeaderName.CONTENT_LENGTH.bit(), out);
        if (response.status() == SWITCHING_PROTOCOLS) {
            out.append(UPGRADE);
        }
        out.append(LINE_END);
    }

    /// Every client is answered in HTTP/1.1, which one of HTTP/1.0 understands (RFC 9110, 2.5).
    private static void appendStart(ResponseScanner response, GrowingBytes out) {
        HeaderLines lines = response.headers();
        out.append(VERSION);
        out.append(lines.bytes(), response.statusStart(), response.startLineEnd() - response.statusStart());
    }
}
