package dev.attache.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayDeque;

/// Buffers that an event loop's outboxes fill, lent out again once the kernel has taken their bytes.
///
/// A buffer is shared with the channel that sends it; when only this pool still holds it, it has been sent.
final class SendBuffers {
    private static final int BUFFERS_MAX = 64;

    /// Large enough for most ticks, small enough to be kept.
    private static final int POOLED_BYTES = 16 * 1024;

    private final ArrayDeque<ByteBuf> lent = new ArrayDeque<>();
    private final ByteBufAllocator allocator;

    SendBuffers(ByteBufAllocator allocator) {
        this.allocator = allocator;
    }

    /// An empty buffer with room for so many bytes; the caller owns one reference.
    ByteBuf take(int bytes) {
        if (bytes > POOLED_BYTES) {
            return allocator.directBuffer(bytes);
        }
        ByteBuf oldest = lent.pollFirst();
        if (oldest != null) {
            lent.addLast(oldest);
            if (oldest.refCnt() == 1) {
                return oldest.clear().retain();
            }
        }
        ByteBuf fresh = allocator.directBuffer(POOLED_BYTES, POOLED_BYTES);
        if (lent.size() < BUFFERS_MAX) {
            lent.addLast(fresh.retain());
        }
        return fresh;
    }

    void release() {
        lent.forEach(ByteBuf::release);
        lent.clear();
    }
}
