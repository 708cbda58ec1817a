package dev.attache.role.http.h2;

import dev.attache.base.GrowingBytes;

/// What the connections of one event loop borrow for a moment, one after the other.
public final class LoopBuffers {
    private static final int CAPACITY_KEPT = 64 * 1024;

    private final GrowingBytes frames = new GrowingBytes();
    private final GrowingBytes hpack = new GrowingBytes();
    private final RequestText request = new RequestText();
    private final ResponseText response = new ResponseText();
    private final TrailerText trailers = new TrailerText();

    /// Emptied for frames that are put together and sent at once.
    GrowingBytes frames() {
        frames.clear(CAPACITY_KEPT);
        return frames;
    }

    /// The frames that are being put together.
    GrowingBytes begun() {
        return frames;
    }

    GrowingBytes hpack() {
        return hpack;
    }

    RequestText request() {
        return request;
    }

    ResponseText response() {
        return response;
    }

    TrailerText trailers() {
        return trailers;
    }
}
