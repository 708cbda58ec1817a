package dev.attache.role.http.answer;

import dev.attache.base.GrowingBytes;
import dev.attache.wire.http.HeaderLines;
import dev.attache.wire.http.ResponseScanner;
import io.netty.buffer.ByteBuf;

/// The client's side of an exchange: takes the answer part by part and says when it can take more.
public interface Downstream {
    /// Who the client is.
    Peer peer();

    /// The client's address in numbers, as header values have it.
    default byte[] address() {
        return peer().address();
    }

    /// Whether the client came by TLS.
    boolean isSecure();

    /// Whether bodies come in HTTP/1.1's own framing, and not in frames around it.
    default boolean isFramed() {
        return true;
    }

    /// Passes on an interim response, where the client's version knows of them.
    void sendInterim(ResponseScanner head);

    /// Passes on the head of the final response; its body follows by [#sendBody] and [#sendEnd].
    void sendHead(ResponseScanner head);

    /// Passes on the head of a final response that says itself that nothing follows, be it trailers.
    ///
    /// @param none trailers, of which there are none
    default void sendOnlyHead(ResponseScanner head, HeaderLines none) {
        sendHead(head);
        sendEnd(none);
    }

    /// Passes on the next bytes of the body.
    void sendBody(ByteBuf in, int length);

    /// Passes on the end of the body.
    void sendEnd(HeaderLines trailers);

    /// Answers with a whole response in HTTP/1.1 that a route gives without an upstream.
    ///
    /// @param bodyBytes how many of the bytes, at the end, are the body
    void sendWhole(GrowingBytes response, int bodyBytes);

    /// Answers from the table; the exchange is over then.
    void refuse(Refusal why);

    /// Breaks off an answer that cannot be completed, so that nobody takes it for a complete one.
    void cut();

    /// The answer is complete, and the exchange over.
    void onAnswered();

    /// The upstream can take more of the request.
    void onUpstreamReady();

    /// Whether nothing is read from the client because the upstream does not take it.
    boolean isHeldUp();

    /// Whether the client takes more of the answer; where it does not, it tells the upstream's connection when it does.
    boolean isWritable();

    /// Bytes of the answer that were passed on and wait for the client to take them, as far as that is known.
    default long unsentBytes() {
        return 0;
    }

    /// From here on both sides' bytes pass unseen.
    void toTunnel(ResponseScanner granted);

    /// The upstream sends nothing more into a tunnel, and takes what still comes.
    void onTunnelHalfEnd();

    /// The tunnel is over.
    void onTunnelEnd();
}
