package dev.attache.net;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import java.util.Arrays;

/// Flushes every outbox that a tick of the event loop wrote to, once, when that tick's input is worked off.
///
/// The commands of fifty clients that came in one tick so leave in one write to each peer. One for each event loop.
public final class TickFlusher implements Runnable {
    private final EventLoop loop;
    private Outbox[] dirty = new Outbox[64];
    private Outbox[] flushing = new Outbox[64];
    private final SendBuffers buffers;
    private int count;

    public TickFlusher(EventLoop loop, ByteBufAllocator allocator) {
        this.loop = loop;
        this.buffers = new SendBuffers(allocator);
    }

    SendBuffers buffers() {
        return buffers;
    }

    /// Gives the memory back; outboxes may not be written to any more.
    public void release() {
        buffers.release();
    }

    void add(Outbox outbox) {
        if (count == 0) {
            loop.execute(this);
        }
        if (count == dirty.length) {
            dirty = Arrays.copyOf(dirty, count * 2);
        }
        dirty[count++] = outbox;
    }

    @Override
    public void run() {
        Outbox[] now = dirty;
        int size = count;
        dirty = flushing;
        flushing = now;
        count = 0;
        for (int i = 0; i < size; i++) {
            flush(now[i]);
        }
        Arrays.fill(now, 0, size, null);
    }

    /// One that fails is its own channel's fault; the others are flushed all the same.
    private static void flush(Outbox outbox) {
        try {
            outbox.flush();
        } catch (RuntimeException e) {
            outbox.fail(e);
        }
    }
}
