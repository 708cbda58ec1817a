package dev.attache.role.redis.gather;

import dev.attache.base.GrowingBytes;
import dev.attache.role.redis.loop.LoopKit;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/// One shard's reply to a part of a command: a copy of its bytes or, where it is large and the merger can read it
/// there,
/// the buffer that it came in.
final class GatheredPart {
    private final GrowingBytes bytes;
    private @Nullable ByteBuf buffer;

    GatheredPart(LoopKit loop) {
        this.bytes = new GrowingBytes(loop.arrays());
    }

    GrowingBytes bytes() {
        return bytes;
    }

    /// Null where [#bytes] has it.
    @Nullable ByteBuf buffer() {
        return buffer;
    }

    /// The buffer is now the part's.
    void hold(ByteBuf reply) {
        buffer = reply;
    }

    /// Copies the buffer and releases it.
    void copy(ByteBuf reply) {
        int length = reply.readableBytes();
        int at = bytes.reserve(length);
        reply.readBytes(bytes.array(), at, length);
        reply.release();
    }

    boolean isError() {
        return buffer == null && bytes.array()[0] == '-';
    }

    void clear() {
        bytes.clear(0);
        ByteBuf held = buffer;
        if (held != null) {
            buffer = null;
            held.release();
        }
    }
}
