package dev.attache.role.http.answer;

import dev.attache.base.Ascii;
import dev.attache.base.GrowingBytes;
import dev.attache.role.http.rewrite.HeaderEdits;
import dev.attache.wire.http.HeaderLines;
import dev.attache.wire.http.HttpLimits;
import dev.attache.wire.http.Outcome;
import dev.attache.wire.http.ResponseScanner;

/// Writes a response's head anew with other headers, and scans it again, so that whoever passes it on to a client sees
/// a
/// head like any other, whatever the client speaks. For one event loop.
public final class HeadEditor {
    private static final byte[] VERSION = Ascii.bytes("HTTP/1.1 ");
    private static final byte[] LINE_END = Ascii.bytes("\r\n");

    /// What a route may add at most, so that no head that was read becomes one that is too large.
    private static final int ADDED_BYTES_MAX = 64 * 1024;

    private static final int ADDED_LINES_MAX = 64;

    private final GrowingBytes bytes = new GrowingBytes();
    private final ResponseScanner scanner;

    public HeadEditor(HttpLimits limits) {
        this.scanner = new ResponseScanner(new HttpLimits(
                limits.headBytesMax() + ADDED_BYTES_MAX,
                limits.headersMax() + ADDED_LINES_MAX,
                limits.targetBytesMax()));
    }

    /// The head as it is after the changes; good until the next call.
    ResponseScanner edit(ResponseScanner head, HeaderEdits edits) {
        HeaderLines lines = head.headers();
        bytes.clear();
        bytes.append(VERSION);
        bytes.append(lines.bytes(), head.statusStart(), head.startLineEnd() - head.statusStart());
        edits.copyLines(lines, head.facts(), 0, bytes);
        bytes.append(LINE_END);
        scanner.reset();
        Outcome outcome = scanner.scan(bytes.array(), bytes.length());
        if (outcome != Outcome.HEAD) {
            throw new IllegalStateException("a head that was changed is none any more: " + scanner.fault());
        }
        return scanner;
    }
}
