package dev.attache.role.http.intake;

import dev.attache.base.Ascii;
import dev.attache.base.GrowingBytes;
import dev.attache.config.ForwardConfig;
import dev.attache.role.http.answer.Downstream;
import dev.attache.wire.http.HeaderLines;
import dev.attache.wire.http.HeaderName;
import dev.attache.wire.http.RequestScanner;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/// Tells upstreams who the client is: `X-Forwarded-*`, `Forwarded` (RFC 7239), `X-Request-Id`, `Via`.
///
/// What a client says in these headers is left out unless there are trusted proxies in front; then it is kept, and
/// attache adds to it.
final class ForwardHeaders {
    private static final byte[] FOR = Ascii.bytes("X-Forwarded-For: ");
    private static final byte[] PROTO = Ascii.bytes("X-Forwarded-Proto: ");
    private static final byte[] HTTP = Ascii.bytes("http");
    private static final byte[] HTTPS = Ascii.bytes("https");
    private static final byte[] HOST = Ascii.bytes("X-Forwarded-Host: ");
    private static final byte[] FORWARDED = Ascii.bytes("Forwarded: ");
    private static final byte[] FORWARDED_FOR = Ascii.bytes("for=");
    private static final byte[] FORWARDED_HOST = Ascii.bytes(";host=\"");
    private static final byte[] FORWARDED_PROTO = Ascii.bytes(";proto=");
    private static final byte[] REQUEST_ID = Ascii.bytes("X-Request-Id: ");
    private static final byte[] VIA = Ascii.bytes("Via: 1.1 attache\r\n");
    private static final byte[] AND = Ascii.bytes(", ");
    private static final byte[] LINE_END = Ascii.bytes("\r\n");
    private static final byte[] HEX = Ascii.bytes("0123456789abcdef");

    private static final long SAID_BY_PROXIES = HeaderName.setOf(
            HeaderName.X_FORWARDED_FOR,
            HeaderName.X_FORWARDED_PROTO,
            HeaderName.X_FORWARDED_HOST,
            HeaderName.X_FORWARDED_PORT,
            HeaderName.X_REAL_IP,
            HeaderName.FORWARDED,
            HeaderName.X_CLIENT_CERT_SUBJECT,
            HeaderName.X_CLIENT_CERT_SHA256,
            HeaderName.CLIENT_CERT,
            HeaderName.CLIENT_CERT_CHAIN);
    private static final long PROOFS = HeaderName.setOf(
            HeaderName.X_CLIENT_CERT_SUBJECT,
            HeaderName.X_CLIENT_CERT_SHA256,
            HeaderName.CLIENT_CERT,
            HeaderName.CLIENT_CERT_CHAIN);
    private static final long MADE_ANEW = HeaderName.setOf(HeaderName.X_FORWARDED_FOR, HeaderName.FORWARDED);

    private ForwardHeaders() {}

    /// Headers that [#append] takes the place of.
    ///
    /// @param asksClients whether the listener itself looks at certificates of clients
    static long replaced(ForwardConfig config, boolean asksClients) {
        long made = config.trustedHops() == 0 ? SAID_BY_PROXIES : MADE_ANEW;
        return asksClients ? made | PROOFS : made;
    }

    static void append(
            ForwardConfig config,
            RequestScanner request,
            Downstream client,
            SplittableRandom random,
            GrowingBytes out) {
        boolean trusted = config.trustedHops() > 0;
        switch (config.headers()) {
            case X_FORWARDED -> appendXForwarded(request, client, trusted, out);
            case FORWARDED -> appendForwarded(request, client, trusted, out);
            case BOTH -> {
                appendXForwarded(request, client, trusted, out);
                appendForwarded(request, client, trusted, out);
            }
            case NONE -> {}
        }
        out.append(client.peer().proof());
        if (config.requestId() && request.headers().find(HeaderName.X_REQUEST_ID) < 0) {
            appendRequestId(random, out);
        }
        if (config.via()) {
            out.append(VIA);
        }
    }

    private static void appendXForwarded(RequestScanner request, Downstream client, boolean trusted, GrowingBytes out) {
        HeaderLines lines = request.headers();
        out.append(FOR);
        if (trusted) {
            appendEarlier(lines, HeaderName.X_FORWARDED_FOR, out);
        }
        out.append(client.address());
        out.append(LINE_END);
        if (!trusted || lines.find(HeaderName.X_FORWARDED_PROTO) < 0) {
            out.append(PROTO);
            out.append(client.isSecure() ? HTTPS : HTTP);
            out.append(LINE_END);
        }
        if (!trusted || lines.find(HeaderName.X_FORWARDED_HOST) < 0) {
            int before = out.length();
            out.append(HOST);
            if (request.appendAuthority(out)) {
                out.append(LINE_END);
            } else {
                out.removeLast(out.length() - before);
            }
        }
    }

    private static void appendEarlier(HeaderLines lines, HeaderName name, GrowingBytes out) {
        for (int i = 0; i < lines.count(); i++) {
            if (lines.name(i) == name && lines.valueEnd(i) > lines.valueStart(i)) {
                out.append(lines.bytes(), lines.valueStart(i), lines.valueEnd(i) - lines.valueStart(i));
                out.append(AND);
            }
        }
    }

    private static void appendForwarded(RequestScanner request, Downstream client, boolean trusted, GrowingBytes out) {
        out.append(FORWARDED);
        if (trusted) {
            appendEarlier(request.headers(), HeaderName.FORWARDED, out);
        }
        out.append(FORWARDED_FOR);
        appendNode(client.address(), out);
        int before = out.length();
        out.append(FORWARDED_HOST);
        if (request.appendAuthority(out)) {
            out.append('"');
        } else {
            out.removeLast(out.length() - before);
        }
        out.append(FORWARDED_PROTO);
        out.append(client.isSecure() ? HTTPS : HTTP);
        out.append(LINE_END);
    }

    /// An IPv6 address stands in brackets and quotes (RFC 7239, 6).
    private static void appendNode(byte[] client, GrowingBytes out) {
        boolean v6 = false;
        for (byte b : client) {
            v6 |= b == ':';
        }
        if (v6) {
            out.append('"');
            out.append('[');
        }
        out.append(client);
        if (v6) {
            out.append(']');
            out.append('"');
        }
    }

    private static void appendRequestId(SplittableRandom random, GrowingBytes out) {
        out.append(REQUEST_ID);
        int at = out.reserve(32);
        byte[] bytes = out.array();
        long high = random.nextLong();
        long low = random.nextLong();
        for (int i = 0; i < 16; i++) {
            bytes[at + i] = HEX[(int) (high >>> 4 * i) & 0xF];
            bytes[at + 16 + i] = HEX[(int) (low >>> 4 * i) & 0xF];
        }
        out.append(LINE_END);
    }

    /// The client's address: that of the connection, or what the proxy said that stands so many hops in front.
    static byte[] client(ForwardConfig config, HeaderLines lines, byte[] peer) {
        int hops = config.trustedHops();
        for (int i = lines.count() - 1; i >= 0 && hops > 0; i--) {
            if (lines.name(i) == HeaderName.X_FORWARDED_FOR) {
                String[] said = new String(
                                lines.bytes(),
                                lines.valueStart(i),
                                lines.valueEnd(i) - lines.valueStart(i),
                                StandardCharsets.US_ASCII)
                        .split(",", -1);
                if (said.length >= hops) {
                    return Ascii.bytes(said[said.length - hops].strip());
                }
                hops -= said.length;
            }
        }
        return peer;
    }
}
