package dev.attache.role.http.mirror;

import dev.attache.base.Ascii;
import dev.attache.base.GrowingBytes;
import dev.attache.config.MirrorConfig;
import dev.attache.role.http.rewrite.HeaderEdits;
import dev.attache.wire.http.HeaderLines;
import dev.attache.wire.http.HeaderName;
import dev.attache.wire.http.HttpLimits;
import dev.attache.wire.http.Outcome;
import dev.attache.wire.http.RequestScanner;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Writes the head of a mirrored request from that which the upstream of the client's request got: the same request id
/// and `X-Forwarded-*`, without the client's credentials, and with a mark that says it is a copy. For one event loop.
final class MirrorHead {
    private static final String MARK = MirrorSender.MARK + ": ";
    private static final List<String> CREDENTIALS = List.of("Authorization", "Cookie");
    private static final int ADDED_BYTES_MAX = 64 * 1024;
    private static final int ADDED_LINES_MAX = 64;
    private static final byte[] CONTENT_LENGTH = Ascii.bytes("Content-Length: ");
    private static final byte[] LINE_END = Ascii.bytes("\r\n");
    private static final long FRAMING = HeaderName.setOf(
            HeaderName.LOOKALIKE,
            HeaderName.CONNECTION,
            HeaderName.CONTENT_LENGTH,
            HeaderName.EXPECT,
            HeaderName.TRANSFER_ENCODING,
            HeaderName.TRAILER,
            HeaderName.UPGRADE);

    private final RequestScanner scanner;
    private final HeaderEdits edits;
    private final HeaderEdits editsOfControl;

    MirrorHead(HttpLimits limits, MirrorConfig config) {
        this.scanner = new RequestScanner(new HttpLimits(
                limits.headBytesMax() + ADDED_BYTES_MAX,
                limits.headersMax() + ADDED_LINES_MAX,
                limits.targetBytesMax() + ADDED_BYTES_MAX));
        List<String> removed = new ArrayList<>(config.remove());
        if (config.credentials() == MirrorConfig.Credentials.STRIP) {
            removed.addAll(CREDENTIALS);
        }
        this.edits = HeaderEdits.NONE.and(removed, MARK + "mirrored\r\n");
        this.editsOfControl = HeaderEdits.NONE.and(removed, MARK + "control\r\n");
    }

    /// The whole request.
    ///
    /// @param head as the upstream got it
    /// @param body follows where the request has one
    byte[] write(GrowingBytes head, GrowingBytes body, boolean hasBody, boolean toControl) {
        scanner.reset();
        Outcome outcome = scanner.scan(head.array(), head.length());
        if (outcome != Outcome.HEAD) {
            throw new IllegalStateException("a head that was sent is none: " + scanner.fault());
        }
        HeaderLines lines = scanner.headers();
        GrowingBytes out = new GrowingBytes();
        out.append(head.array(), 0, lines.lineStart(0));
        (toControl ? editsOfControl : edits).copyLines(lines, scanner.facts(), FRAMING, out);
        if (hasBody) {
            out.append(CONTENT_LENGTH);
            out.appendDecimal(body.length());
            out.append(LINE_END);
        }
        out.append(LINE_END);
        if (hasBody) {
            out.append(body.array(), 0, body.length());
        }
        return Arrays.copyOf(out.array(), out.length());
    }

    /// What was asked for, without its query, which may hold secrets.
    String request() {
        byte[] bytes = scanner.headers().bytes();
        int start = scanner.methodStart();
        return new String(bytes, start, scanner.target().pathEnd() - start, StandardCharsets.ISO_8859_1);
    }
}
