package dev.attache.role.http;

import dev.attache.base.GrowingBytes;
import dev.attache.wire.http.HeadEncoder;
import dev.attache.wire.http.HeaderLines;
import dev.attache.wire.http.HeaderName;
import dev.attache.wire.http.ResponseScanner;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Heads of HTTP/2 as heads of HTTP/1.1 and back (RFC 9113, 8.2 and 8.3). A request becomes the bytes that a client of
/// HTTP/1.1 would have sent, and is then scanned and routed like any other: so nothing gets in this way that would not
/// get in that way.
final class Http2Heads {
    private static final long DROPPED = HeaderName.setOf(
            HeaderName.CONNECTION,
            HeaderName.KEEP_ALIVE,
            HeaderName.PROXY_CONNECTION,
            HeaderName.TRANSFER_ENCODING,
            HeaderName.UPGRADE,
            HeaderName.HTTP2_SETTINGS);
    private static final AsciiString COOKIE = AsciiString.cached("cookie");
    private static final AsciiString HOST = AsciiString.cached("host");
    private static final AsciiString TE = AsciiString.cached("te");
    private static final AsciiString CONTENT_LENGTH = AsciiString.cached("content-length");
    private static final AsciiString SET_COOKIE = AsciiString.cached("set-cookie");
    private static final AsciiString[] FORBIDDEN = {
        AsciiString.cached("connection"),
        AsciiString.cached("keep-alive"),
        AsciiString.cached("proxy-connection"),
        AsciiString.cached("transfer-encoding"),
        AsciiString.cached("upgrade")
    };

    private Http2Heads() {}

    /// Writes a request's head as HTTP/1.1 has it.
    ///
    /// @param ended whether no body follows
    /// @return false where the head is malformed
    static boolean writeRequest(Http2Headers headers, boolean ended, GrowingBytes out) {
        CharSequence method = headers.method();
        CharSequence path = headers.path();
        CharSequence authority = headers.authority();
        out.clear();
        if (method == null || path == null || headers.scheme() == null || !isName(method, true) || !isPath(path)) {
            return false;
        }
        append(method, out);
        out.append(' ');
        append(path, out);
        out.append(" HTTP/1.1\r\n");
        if (authority != null) {
            if (!isValue(authority)) {
                return false;
            }
            appendLine("Host", authority, out);
        }
        return writeLines(headers, authority, ended, out);
    }

    private static boolean writeLines(
            Http2Headers headers, @Nullable CharSequence authority, boolean ended, GrowingBytes out) {
        boolean counted = false;
        StringBuilder cookies = new StringBuilder(0);
        for (Map.Entry<CharSequence, CharSequence> each : headers) {
            CharSequence name = each.getKey();
            CharSequence value = each.getValue();
            if (name.charAt(0) == ':') {
                continue;
            }
            if (!isName(name, false) || !isValue(value) || isForbidden(name, value)) {
                return false;
            }
            if (AsciiString.contentEquals(name, COOKIE)) {
                cookies.append(cookies.isEmpty() ? "" : "; ").append(value);
            } else if (AsciiString.contentEquals(name, HOST) && authority != null) {
                if (!AsciiString.contentEqualsIgnoreCase(value, authority)) {
                    return false;
                }
            } else if (!AsciiString.contentEquals(name, TE)) {
                counted |= AsciiString.contentEquals(name, CONTENT_LENGTH);
                appendLine(name, value, out);
            }
        }
        if (!cookies.isEmpty()) {
            appendLine("Cookie", cookies, out);
        }
        if (!ended && !counted) {
            out.append("Transfer-Encoding: chunked\r\n");
        }
        out.append("\r\n");
        return true;
    }

    private static boolean isForbidden(CharSequence name, CharSequence value) {
        for (AsciiString each : FORBIDDEN) {
            if (AsciiString.contentEquals(name, each)) {
                return true;
            }
        }
        return AsciiString.contentEquals(name, TE) && !AsciiString.contentEquals(value, "trailers");
    }

    private static boolean isName(CharSequence name, boolean mayHaveCapitals) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean right = c > ' ' && c < 0x7f && c != ':' && (mayHaveCapitals || c < 'A' || c > 'Z');
            if (!right) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    private static boolean isPath(CharSequence path) {
        for (int i = 0; i < path.length(); i++) {
            if (path.charAt(i) <= ' ' || path.charAt(i) >= 0x7f) {
                return false;
            }
        }
        return !path.isEmpty() && (path.charAt(0) == '/' || AsciiString.contentEquals(path, "*"));
    }

    private static boolean isValue(CharSequence value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' && c != '\t' || c == 0x7f || c > 0xff) {
                return false;
            }
        }
        return true;
    }

    private static void appendLine(CharSequence name, CharSequence value, GrowingBytes out) {
        append(name, out);
        out.append(": ");
        append(value, out);
        out.append("\r\n");
    }

    private static void append(CharSequence text, GrowingBytes out) {
        int at = out.reserve(text.length());
        byte[] bytes = out.array();
        for (int i = 0; i < text.length(); i++) {
            bytes[at + i] = (byte) text.charAt(i);
        }
    }

    /// A response's head as HTTP/2 has it.
    ///
    /// @param added header lines that go to the client beside those of the response
    static Http2Headers response(ResponseScanner head, GrowingBytes added) {
        HeaderLines lines = head.headers();
        Http2Headers headers = new DefaultHttp2Headers(false, lines.count() + 4);
        headers.status(Integer.toString(head.status()));
        boolean bare = head.isInterim() || head.status() == 204;
        for (int i = 0; i < lines.count(); i++) {
            HeaderName name = lines.name(i);
            boolean length = bare && name == HeaderName.CONTENT_LENGTH;
            if (!name.isIn(DROPPED) && !length && !HeadEncoder.isNominated(lines, head.facts(), i)) {
                add(headers, lines, i);
            }
        }
        addCookies(headers, added);
        return headers;
    }

    /// The trailers that may be passed on; empty where none may.
    static Http2Headers trailers(HeaderLines lines) {
        Http2Headers headers = new DefaultHttp2Headers(false, Math.max(2, lines.count()));
        for (int i = 0; i < lines.count(); i++) {
            if (lines.name(i) == HeaderName.OTHER) {
                add(headers, lines, i);
            }
        }
        return headers;
    }

    private static void add(Http2Headers headers, HeaderLines lines, int index) {
        byte[] bytes = lines.bytes();
        int name = lines.lineStart(index);
        int value = lines.valueStart(index);
        headers.add(
                new AsciiString(bytes, name, lines.nameEnd(index) - name, true).toLowerCase(),
                new AsciiString(bytes, value, lines.valueEnd(index) - value, true));
    }

    private static void addCookies(Http2Headers headers, GrowingBytes added) {
        if (added.isEmpty()) {
            return;
        }
        String text = new String(added.array(), 0, added.length(), StandardCharsets.ISO_8859_1);
        text.lines().forEach(line -> headers.add(SET_COOKIE, line.substring(line.indexOf(':') + 2)));
    }
}
