package dev.attache.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;

/// One buffer into which an event loop reads from all its connections, one after the other.
///
/// Works because a handler is done with its bytes when it returns, or has retained the part that it keeps: then the
/// loop goes on with another buffer. Spares an allocation a read, and the memory that idle connections would hold. Not
/// for transports that read into many buffers at once, as io_uring does.
public final class LoopReadBuffer {
    private static final int BYTES = 64 * 1024;

    private final Allocator allocator = new Allocator();
    private ByteBuf buffer;

    public LoopReadBuffer(ByteBufAllocator from) {
        this.buffer = from.directBuffer(BYTES, BYTES);
    }

    /// Has the channel read into this buffer from now on, where its transport allows.
    public void serve(Transport transport, Channel channel) {
        if (transport != Transport.IO_URING) {
            channel.config().setRecvByteBufAllocator(allocator);
        }
    }

    /// Gives the memory back; no channel may read any more.
    public void release() {
        buffer.release();
    }

    private ByteBuf next(ByteBufAllocator from) {
        if (buffer.refCnt() > 1) {
            buffer.release();
            buffer = from.directBuffer(BYTES, BYTES);
        }
        return buffer.clear().retain();
    }

    private final class Allocator extends DefaultMaxMessagesRecvByteBufAllocator {
        @Override
        @SuppressWarnings("deprecation") // Netty's own allocators override it too: there is no other way in
        public Handle newHandle() {
            return new MaxMessageHandle() {
                @Override
                public int guess() {
                    return BYTES;
                }

                @Override
                public ByteBuf allocate(ByteBufAllocator from) {
                    return next(from);
                }
            };
        }
    }
}
