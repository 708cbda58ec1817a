package dev.attache.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import org.jspecify.annotations.Nullable;

/// What is to be sent on one channel: small things are copied into one buffer, large ones queued as they are, and all
/// of it is written when the event loop's tick ends. Used on the channel's event loop only.
public final class Outbox {
    /// Told after each flush what the peer has not taken yet.
    @FunctionalInterface
    public interface FlushListener {
        void onFlushed(long pendingBytes);
    }

    /// A peer with so much unread gets small buffers: what little a tick adds would otherwise hold a large one each.
    private static final int BEHIND_BYTES = 64 * 1024;

    private static final int BEHIND_BUFFER_BYTES = 1024;

    /// So much leaves before the tick ends: it is as much as the kernel sends in one piece, and its buffers are free
    /// again, and still in the processor's cache, when the next bytes come in.
    private static final int EARLY_BYTES = 64 * 1024;

    private final Channel channel;
    private final TickFlusher flusher;
    private final FlushListener listener;
    private @Nullable ByteBuf tail;
    /// Bytes that the channel was given since the last flush.
    private int unflushed;
    private boolean dirty;

    public Outbox(Channel channel, TickFlusher flusher, FlushListener listener) {
        this.channel = channel;
        this.flusher = flusher;
        this.listener = listener;
    }

    /// Sends a copy of the bytes.
    public void append(byte[] bytes, int from, int length) {
        ByteBuf into = tail;
        if (into == null || into.writableBytes() < length) {
            into = roomFor(length);
        }
        into.writeBytes(bytes, from, length);
        if (!dirty) {
            toDirty();
        }
    }

    public void append(byte[] bytes) {
        append(bytes, 0, bytes.length);
    }

    /// Sends a copy of the next bytes of a buffer, which stays the caller's.
    public void appendCopy(ByteBuf bytes, int length) {
        ByteBuf into = tail;
        if (into == null || into.writableBytes() < length) {
            into = roomFor(length);
        }
        into.writeBytes(bytes, length);
        if (!dirty) {
            toDirty();
        }
    }

    /// Sends the buffer itself, which is released when it is sent.
    public void append(ByteBuf bytes) {
        writeTail();
        write(bytes);
        if (!dirty) {
            toDirty();
        }
    }

    /// Has the channel flushed when the tick ends: for whoever writes to it by other ways than this.
    public void touch() {
        if (!dirty) {
            toDirty();
        }
    }

    private ByteBuf roomFor(int length) {
        writeTail();
        boolean behind = pendingBytes() > BEHIND_BYTES;
        ByteBuf fresh = behind
                ? channel.alloc().directBuffer(Math.max(length, BEHIND_BUFFER_BYTES))
                : flusher.buffers().take(length);
        tail = fresh;
        return fresh;
    }

    private void writeTail() {
        ByteBuf full = tail;
        if (full != null) {
            tail = null;
            write(full);
        }
    }

    private void write(ByteBuf bytes) {
        unflushed += bytes.readableBytes();
        channel.write(bytes, channel.voidPromise());
        if (unflushed >= EARLY_BYTES) {
            unflushed = 0;
            channel.flush();
        }
    }

    private void toDirty() {
        dirty = true;
        flusher.add(this);
    }

    /// Sends now what was appended; called by the flusher when the tick ends.
    public void flush() {
        if (!dirty) {
            return;
        }
        dirty = false;
        writeTail();
        unflushed = 0;
        channel.flush();
        listener.onFlushed(pendingBytes());
    }

    /// Has the channel's own handlers deal with what went wrong.
    void fail(Throwable cause) {
        channel.pipeline().fireExceptionCaught(cause);
    }

    /// Bytes appended that the kernel has not taken yet.
    public long pendingBytes() {
        ChannelOutboundBuffer outbound = channel.unsafe().outboundBuffer();
        long written = outbound == null ? 0 : outbound.totalPendingWriteBytes();
        ByteBuf current = tail;
        return written + (current == null ? 0 : current.readableBytes());
    }

    /// Drops what was not written; called when the channel is closed.
    public void discard() {
        ByteBuf current = tail;
        if (current != null) {
            tail = null;
            current.release();
        }
    }
}
