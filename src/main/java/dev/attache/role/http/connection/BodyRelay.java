package dev.attache.role.http.connection;

import dev.attache.base.Ascii;
import dev.attache.base.GrowingBytes;
import dev.attache.net.Outbox;
import dev.attache.wire.http.HeadEncoder;
import dev.attache.wire.http.HeaderLines;
import dev.attache.wire.http.HeaderName;
import io.netty.buffer.ByteBuf;

/// Passes bodies on, framed anew where they go in chunks: small parts are copied, large ones go as they are.
public final class BodyRelay {
    /// Longest part that is copied; room for it is in the buffer of most ticks.
    public static final int COPIED_BYTES_MAX = 12 * 1024;

    /// What must not come behind a body: whoever merges trailers with headers would believe it.
    private static final long BARRED_TRAILERS = ~HeaderName.OTHER.bit();

    private static final byte[] LINE_END = Ascii.bytes("\r\n");
    private static final byte[] LAST_CHUNK = Ascii.bytes("0\r\n");

    private BodyRelay() {}

    /// Sends the next bytes of a body.
    public static void send(ByteBuf in, int length, boolean chunked, Outbox out, GrowingBytes scratch) {
        if (chunked) {
            scratch.clear();
            HeadEncoder.appendChunkSize(length, scratch);
            out.append(scratch.array(), 0, scratch.length());
        }
        if (length <= COPIED_BYTES_MAX) {
            out.appendCopy(in, length);
        } else {
            out.append(in.readRetainedSlice(length));
        }
        if (chunked) {
            out.append(LINE_END);
        }
    }

    /// Ends a body: with the last chunk and trailers where it goes in chunks.
    public static void end(HeaderLines trailers, boolean chunked, Outbox out, GrowingBytes scratch) {
        if (!chunked) {
            return;
        }
        scratch.clear();
        scratch.append(LAST_CHUNK);
        HeadEncoder.copyTrailers(trailers, BARRED_TRAILERS, scratch);
        scratch.append(LINE_END);
        out.append(scratch.array(), 0, scratch.length());
    }
}
