package dev.attache.net;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelConfig;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringBufferRingAllocator;
import io.netty.channel.uring.IoUringBufferRingConfig;
import io.netty.channel.uring.IoUringChannelOption;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringIoHandlerConfig;

/// Memory that an io_uring reads into, whichever connection has something to read (a provided buffer ring of the
/// kernel).
///
/// A read takes of the first block what it needs, and the next read goes on behind it: a connection that waits holds no
/// memory, and small reads of many connections share a block. Needs a kernel that fills blocks step by step (6.12).
final class ReadRing {
    private static final short GROUP = 0;

    /// Blocks that the kernel may fill before attache has looked at them; at the bound, reads wait for the next turn.
    private static final short BLOCKS = 16;

    private ReadRing() {}

    static boolean isUsable() {
        return IoUring.isRegisterBufferRingIncSupported();
    }

    static IoHandlerFactory handlerFactory() {
        return IoUringIoHandler.newFactory(new IoUringIoHandlerConfig()
                .setBufferRingConfig(IoUringBufferRingConfig.builder()
                        .bufferGroupId(GROUP)
                        .bufferRingSize(BLOCKS)
                        .batchSize(BLOCKS)
                        .incremental(true)
                        .allocator(new Blocks())
                        .build()));
    }

    /// Has the channel read from the ring; to be called before it is registered.
    static void serve(ChannelConfig config) {
        config.setOption(IoUringChannelOption.IO_URING_BUFFER_GROUP_ID, GROUP);
    }

    /// Has the channel that will be dialled read from the ring.
    static void serve(Bootstrap bootstrap) {
        bootstrap.option(IoUringChannelOption.IO_URING_BUFFER_GROUP_ID, GROUP);
    }

    /// Called by each event loop on its own thread.
    private static final class Blocks implements IoUringBufferRingAllocator {
        @Override
        public ByteBuf allocate() {
            return ReadBlocks.ofThisLoop().take();
        }

        @Override
        public void lastBytesRead(int attempted, int actual) {}
    }
}
