package dev.attache.role.http.endpoint;

import dev.attache.base.GrowingBytes;
import dev.attache.wire.http.HeaderLines;
import io.netty.buffer.ByteBuf;

/// The upstream's side of an exchange: a connection of HTTP/1.1 that serves it alone, or a stream of HTTP/2.
public interface Upstream {
    /// Interim responses (1xx) that a server may send before the final one.
    int INTERIM_MAX = 16;

    /// Sends the request's head.
    ///
    /// @param head as HTTP/1.1 has it
    /// @param last whether no body follows
    void sendHead(GrowingBytes head, boolean last);

    /// Sends the next bytes of the request's body, or of a tunnel.
    ///
    /// @param chunked whether HTTP/1.1 has them in chunks
    void sendBody(ByteBuf in, int length, boolean chunked);

    /// Ends the request's body.
    void sendEnd(HeaderLines trailers, boolean chunked);

    /// Whether it takes more; where it does not, it tells the client's side when it does.
    boolean isWritable();

    /// The client takes more of the answer.
    void readOn();

    /// No head of a response came in time.
    void onSilence();

    /// The exchange has ended without its answer: what still comes of it is of no use.
    void abandon();
}
