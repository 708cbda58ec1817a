package dev.attache.role.http.connection;

import io.netty.buffer.ByteBuf;

/// A connection that attache has made, as it is told of what its far end does. Called on its event loop only.
public interface FarEnd {
    /// Bytes came; they are released when this returns.
    void onBytes(ByteBuf in);

    /// What was written may have left, or has piled up.
    void onWritabilityChanged();

    /// The far end has sent its last byte and may still be reading. Told only where a side may end alone.
    default void onInputEnd() {}

    /// The connection is gone.
    ///
    /// @param failure what went wrong, in the system's words; empty where nothing did
    void onGone(String failure);
}
