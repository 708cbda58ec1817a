package dev.attache.role.http.connection;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/// Bytes of a peer that are kept until their rest comes, or their turn.
public final class HeldBytes {
    private @Nullable ByteBuf bytes;

    public boolean isEmpty() {
        return bytes == null;
    }

    /// Takes the rest of a buffer behind what is held.
    ///
    /// @return all that is held, still owned here
    public ByteBuf add(ByteBuf more, ByteBufAllocator allocator) {
        ByteBuf all = bytes;
        if (all == null) {
            all = allocator.directBuffer(more.readableBytes());
            bytes = all;
        }
        return all.writeBytes(more);
    }

    /// What is held; null where nothing is.
    public @Nullable ByteBuf all() {
        return bytes;
    }

    /// Gives back the room of what was read.
    public void settle() {
        ByteBuf all = bytes;
        if (all != null && all.isReadable()) {
            all.discardReadBytes();
        } else {
            drop();
        }
    }

    public void drop() {
        ByteBuf dropped = bytes;
        bytes = null;
        if (dropped != null) {
            dropped.release();
        }
    }
}
