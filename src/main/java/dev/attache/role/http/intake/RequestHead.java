package dev.attache.role.http.intake;

import dev.attache.base.Ascii;
import dev.attache.base.GrowingBytes;
import dev.attache.config.ForwardConfig;
import dev.attache.config.HttpConfig;
import dev.attache.role.http.exchange.Exchange;
import dev.attache.role.http.report.SpanDraft;
import dev.attache.role.http.rewrite.Rewrite;
import dev.attache.role.http.route.RequestPath;
import dev.attache.role.http.trace.TraceContext;
import dev.attache.wire.http.HeadEncoder;
import dev.attache.wire.http.HeaderLines;
import dev.attache.wire.http.HeaderName;
import dev.attache.wire.http.RequestScanner;
import dev.attache.wire.http.RequestTarget;
import java.util.SplittableRandom;

/// Writes the head of a request as the upstream gets it: in HTTP/1.1, in origin form, without what was meant for the
/// client's own connection.
final class RequestHead {
    private static final byte[] VERSION = Ascii.bytes(" HTTP/1.1\r\n");
    private static final byte[] HOST = Ascii.bytes("Host: ");
    private static final byte[] CHUNKED = Ascii.bytes("Transfer-Encoding: chunked\r\n");
    private static final byte[] UPGRADE = Ascii.bytes("Connection: Upgrade\r\nUpgrade: websocket\r\n");
    private static final byte[] LINE_END = Ascii.bytes("\r\n");
    private static final byte[] UNKNOWN_HOST = Ascii.bytes("localhost");

    private static final long DROPPED = HeaderName.OF_CONNECTION
            | HeaderName.setOf(HeaderName.LOOKALIKE, HeaderName.PROXY_AUTHORIZATION, HeaderName.TE);

    private RequestHead() {}

    /// @param path of the request, in the form that routes are matched against
    static void write(
            RequestScanner request,
            Exchange exchange,
            HttpConfig config,
            Rewrite rewrite,
            RequestPath path,
            SplittableRandom random,
            GrowingBytes out) {
        ForwardConfig forward = config.forward();
        HeaderLines lines = request.headers();
        RequestTarget target = request.target();
        byte[] bytes = lines.bytes();
        out.append(bytes, request.methodStart(), request.methodEnd() - request.methodStart());
        out.append(' ');
        if (rewrite.path().isSet()) {
            rewrite.path().append(path.bytes(), path.start(), path.end(), out);
            out.append(bytes, target.pathEnd(), target.end() - target.pathEnd());
        } else {
            appendTarget(bytes, target, out);
        }
        out.append(VERSION);
        long dropped = DROPPED
                | ForwardHeaders.replaced(forward, config.tls().clientCa().isSet())
                | exchange.deadline().replaced();
        SpanDraft traced = exchange.record().traced();
        if (traced != null) {
            dropped |= TraceContext.REPLACED;
        }
        boolean anotherHost = target.hasAuthority() || request.host() < 0 || rewrite.host().length > 0;
        if (anotherHost) {
            dropped |= HeaderName.HOST.bit();
            appendHost(bytes, target, rewrite.host(), out);
        }
        if (!forward.requestId()) {
            dropped |= HeaderName.X_REQUEST_ID.bit();
        }
        if (!request.isHttp11()) {
            dropped |= HeaderName.EXPECT.bit();
        }
        if (rewrite.request().isSet()) {
            rewrite.request().copyLines(lines, request.facts(), dropped, out);
        } else {
            HeadEncoder.copyLines(lines, request.facts(), dropped, out);
        }
        ForwardHeaders.append(forward, request, exchange.client(), random, out);
        exchange.deadline().append(out);
        if (traced != null) {
            traced.append(lines, out);
        }
        if (request.facts().isChunked()) {
            out.append(CHUNKED);
        }
        if (exchange.websocket() != null) {
            out.append(UPGRADE);
        }
        out.append(LINE_END);
    }

    private static void appendTarget(byte[] bytes, RequestTarget target, GrowingBytes out) {
        int from = target.hasAuthority() ? target.pathStart() : target.start();
        if (from == target.end() || bytes[from] == '?') {
            out.append('/');
        }
        out.append(bytes, from, target.end() - from);
    }

    private static void appendHost(byte[] bytes, RequestTarget target, byte[] other, GrowingBytes out) {
        out.append(HOST);
        if (other.length > 0) {
            out.append(other);
        } else if (target.hasAuthority()) {
            out.append(bytes, target.authorityStart(), target.authorityEnd() - target.authorityStart());
        } else {
            out.append(UNKNOWN_HOST);
        }
        out.append(LINE_END);
    }
}
