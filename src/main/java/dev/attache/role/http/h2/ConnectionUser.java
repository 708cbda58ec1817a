package dev.attache.role.http.h2;

import dev.attache.base.GrowingBytes;
import dev.attache.wire.http2.Http2Error;

/// Takes what concerns a connection as a whole.
public interface ConnectionUser {
    /// A client has opened a stream. Gives it a user, unless it is answered or reset at once.
    ///
    /// @param head as HTTP/1.1 has it; good for this call
    /// @param last whether no body follows
    void onRequest(Http2Stream stream, GrowingBytes head, boolean last);

    /// A client has opened a stream with a head over its bound.
    void onLargeHead(Http2Stream stream, boolean last);

    /// A stream is over; may have been the last.
    void onStreamClosed();

    /// The peer takes up no further streams.
    void onGoAway();

    /// The peer has said how many streams it takes.
    void onSettings();

    /// GOAWAY is said and the connection at its end: to be closed when that is sent. Its streams have been told.
    ///
    /// @param why [Http2Error#NO_ERROR] where it has ended in good order
    void onEnd(Http2Error why);
}
