package dev.attache.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;

/// Has an event loop read from all its connections into the same few blocks of memory, one after the other.
///
/// Works because a handler is done with its bytes when it returns, or has retained the part that it keeps: then the
/// loop goes on with another block. Spares an allocation a read, and the memory that idle connections would hold. An
/// io_uring reads from many connections at once and has a [ReadRing] instead.
final class LoopReadBuffer extends DefaultMaxMessagesRecvByteBufAllocator {
    private static final LoopReadBuffer INSTANCE = new LoopReadBuffer();

    private LoopReadBuffer() {}

    /// Has the channel read so from now on, where its transport allows.
    static void serve(Transport transport, Channel channel) {
        if (transport != Transport.IO_URING) {
            channel.config().setRecvByteBufAllocator(INSTANCE);
        }
    }

    /// Called on the event loop, by the channel's first read.
    @Override
    @SuppressWarnings("deprecation") // Netty's own allocators override it too: there is no other way in
    public Handle newHandle() {
        ReadBlocks blocks = ReadBlocks.ofThisLoop();
        return new MaxMessageHandle() {
            @Override
            public int guess() {
                return ReadBlocks.BLOCK_BYTES;
            }

            @Override
            public ByteBuf allocate(ByteBufAllocator ignored) {
                return blocks.take();
            }
        };
    }
}
