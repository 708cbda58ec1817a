package dev.attache.net;

import dev.attache.base.Ticker;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// What one owner keeps on one event loop: the time of the tick, and the buffers that a tick reads into and writes
/// from.
///
/// Nothing here is shared with another loop, so nothing here is locked.
public abstract class LoopShare {
    /// Netty's allocator pools buffers up to this size where the heap is small.
    private static final int POOLED_BYTES_MAX = 16 * 1024;

    private final EventLoop eventLoop;
    private final Transport transport;
    private final Ticker ticker;
    private final TickFlusher flusher;
    private long now;

    protected LoopShare(EventLoop eventLoop, Transport transport, Ticker ticker) {
        this.eventLoop = eventLoop;
        this.transport = transport;
        this.ticker = ticker;
        this.flusher = new TickFlusher(eventLoop, allocator());
        this.now = ticker.nanos();
    }

    /// Has every client finish what it waits for.
    ///
    /// @return completes when the last client of the last loop is gone
    public static CompletionStage<Void> drainAll(List<? extends LoopShare> loops) {
        List<CompletableFuture<Void>> ends = new ArrayList<>();
        for (LoopShare loop : loops) {
            CompletableFuture<Void> end = new CompletableFuture<>();
            ends.add(end);
            loop.eventLoop.execute(() -> loop.drain(end));
        }
        return CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new));
    }

    /// Closes everything at once, and waits until it is; not to be called on an event loop.
    public static void stopAll(List<? extends LoopShare> loops) {
        for (LoopShare loop : loops) {
            loop.eventLoop.submit(loop::stop).awaitUninterruptibly();
        }
    }

    /// Has every client finish what it waits for; runs on the loop.
    ///
    /// @param end completed when the last client is gone
    protected abstract void drain(CompletableFuture<Void> end);

    /// Closes everything at once, [#releaseBuffers] last; runs on the loop.
    protected abstract void stop();

    /// Gives the buffers back; no channel may use them any more.
    protected final void releaseBuffers() {
        flusher.release();
    }

    /// Reads the clock; every handler does so once when it is called, and all that follows uses [#now].
    public final void tick() {
        now = ticker.nanos();
    }

    /// The time of the tick, in nanoseconds of the [Ticker].
    public final long now() {
        return now;
    }

    public final EventLoop eventLoop() {
        return eventLoop;
    }

    public final Transport transport() {
        return transport;
    }

    public final ByteBufAllocator allocator() {
        return ByteBufAllocator.DEFAULT;
    }

    /// Has the channel read into the memory that all channels of the loop share.
    public final void serveReads(Channel channel) {
        LoopReadBuffer.serve(transport, channel);
    }

    /// An empty buffer for so many bytes, that grows no further where they fit a block of the loop's read memory.
    public final ByteBuf room(int bytes) {
        return bytes <= POOLED_BYTES_MAX || bytes > ReadBlocks.BLOCK_BYTES
                ? allocator().directBuffer(bytes)
                : ReadBlocks.ofThisLoop().take();
    }

    /// Whether so much of the read memory is held that what has to wait should be copied out of it.
    public final boolean isReadMemoryScarce() {
        return ReadBlocks.ofThisLoop().areScarce();
    }

    public final TickFlusher flusher() {
        return flusher;
    }
}
