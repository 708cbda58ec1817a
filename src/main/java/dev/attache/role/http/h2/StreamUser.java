package dev.attache.role.http.h2;

import dev.attache.base.GrowingBytes;
import dev.attache.wire.http2.Http2Error;
import io.netty.buffer.ByteBuf;

/// Takes what comes on one stream.
public interface StreamUser {
    /// A response's head came; on streams that attache has opened only. Interim ones come before the final one.
    ///
    /// @param head as HTTP/1.1 has it; good for this call
    /// @param last whether no body follows
    void onHead(GrowingBytes head, boolean last);

    /// Bytes of the body came. They are credited to the peer when [Http2Stream#consumed] says so.
    ///
    /// @param last whether nothing follows
    void onData(ByteBuf in, int length, boolean last);

    /// Trailers came, and with them the end.
    ///
    /// @param lines as HTTP/1.1 has them, an empty line last; good for this call
    void onTrailers(GrowingBytes lines);

    /// What was queued is on its way: there is room for more.
    void onWritable();

    /// The stream is over before its time: reset by either side, or its connection lost.
    ///
    /// @param untouched whether the peer has surely not acted on the request
    void onReset(Http2Error why, boolean untouched);
}
