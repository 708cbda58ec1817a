package dev.attache.role.http.h2;

import dev.attache.base.GrowingBytes;
import dev.attache.wire.http.HeadEncoder;
import dev.attache.wire.http.HeaderLines;
import dev.attache.wire.http.HeaderName;
import dev.attache.wire.http.ResponseScanner;
import dev.attache.wire.http2.HpackEncoder;
import io.netty.buffer.Unpooled;

/// The fields of a response from its head in HTTP/1.1, without what was meant for the upstream's own connection
/// (RFC 9113, 8.2.2).
public final class ResponseFields {
    private ResponseFields() {}

    /// Appends a head.
    ///
    /// @param dropped further names to be left out, see [HeaderName#setOf]
    public static void append(ResponseScanner head, int status, long dropped, GrowingBytes out) {
        HeaderLines lines = head.headers();
        HpackEncoder.status(status, out);
        boolean bare = head.isInterim() || head.status() == 204;
        long left = HeaderName.OF_CONNECTION | dropped | (bare ? HeaderName.CONTENT_LENGTH.bit() : 0);
        for (int i = 0; i < lines.count(); i++) {
            if (!lines.name(i).isIn(left) && !HeadEncoder.isNominated(lines, head.facts(), i)) {
                append(lines, i, out);
            }
        }
    }

    /// Ends the stream, with those of the trailers that may be passed on where there are any.
    public static void end(Http2Stream stream, HeaderLines trailers) {
        if (trailers.count() > 0 && appendTrailers(trailers, stream.beginHead())) {
            stream.endHead(true);
        } else {
            stream.send(Unpooled.EMPTY_BUFFER, 0, true);
        }
    }

    private static boolean appendTrailers(HeaderLines trailers, GrowingBytes out) {
        boolean any = false;
        for (int i = 0; i < trailers.count(); i++) {
            if (trailers.name(i) == HeaderName.OTHER) {
                append(trailers, i, out);
                any = true;
            }
        }
        return any;
    }

    private static void append(HeaderLines lines, int index, GrowingBytes out) {
        int name = lines.lineStart(index);
        int value = lines.valueStart(index);
        byte[] bytes = lines.bytes();
        HpackEncoder.field(bytes, name, lines.nameEnd(index) - name, bytes, value, lines.valueEnd(index) - value, out);
    }

    /// Appends lines that attache has put together itself: name, colon, blank, value, CR LF.
    public static void appendLines(byte[] bytes, int from, int to, GrowingBytes out) {
        int start = from;
        while (start < to) {
            int colon = start;
            while (bytes[colon] != ':') {
                colon++;
            }
            int end = colon + 2;
            while (bytes[end] != '\r') {
                end++;
            }
            HpackEncoder.field(bytes, start, colon - start, bytes, colon + 2, end - colon - 2, out);
            start = end + 2;
        }
    }
}
