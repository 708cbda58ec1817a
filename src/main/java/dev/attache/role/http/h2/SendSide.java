package dev.attache.role.http.h2;

import dev.attache.base.GrowingBytes;
import dev.attache.net.Outbox;
import dev.attache.wire.http2.FrameWriter;
import dev.attache.wire.http2.Http2Settings;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.util.ArrayDeque;

/// Writes bodies as the peer's windows allow (RFC 9113, 5.2): of its own where there is room, else a stream's bytes
/// wait
/// with it, and streams that wait for the connection take turns, a frame each.
final class SendSide {
    /// Payload of a frame that fits with its header into one buffer of an [Outbox].
    static final int FRAME_BYTES = Http2Settings.FRAME_BYTES - FrameWriter.HEADER_BYTES;

    /// A frame of fewer bytes earns nothing: a peer might open its windows by single ones.
    private static final int EARNING_BYTES = 512;

    private static final int EARNED_BY_DATA = 20;

    private final Channel channel;
    private final Outbox outbox;
    private final LoopBuffers buffers;
    private final Glitches glitches;
    private final ArrayDeque<Http2Stream> turns = new ArrayDeque<>();
    private int window = Http2Settings.WINDOW_BYTES;

    SendSide(Channel channel, Outbox outbox, LoopBuffers buffers, Glitches glitches) {
        this.channel = channel;
        this.outbox = outbox;
        this.buffers = buffers;
        this.glitches = glitches;
    }

    Outbox outbox() {
        return outbox;
    }

    GrowingBytes frames() {
        return buffers.frames();
    }

    void write(GrowingBytes frames) {
        outbox.append(frames.array(), 0, frames.length());
    }

    boolean isWritable() {
        return channel.isWritable();
    }

    /// Opens the connection's window.
    ///
    /// @return false where it gets larger than a window may be
    boolean open(int bytes) {
        if (window > 0 && bytes > Integer.MAX_VALUE - window) {
            return false;
        }
        window += bytes;
        drain();
        return true;
    }

    /// Sends bytes of a body, or keeps what there is no room for.
    void send(Http2Stream stream, ByteBuf in, int length, boolean last) {
        int left = length;
        if (!stream.hasPending() && channel.isWritable()) {
            while (left > 0 && room(stream) > 0) {
                int part = Math.min(left, room(stream));
                left -= part;
                frame(stream, in, part, last && left == 0);
            }
            if (left == 0) {
                if (length == 0 && last) {
                    frame(stream, in, 0, true);
                }
                return;
            }
        }
        stream.keep(in, left, last);
        enqueue(stream);
    }

    private int room(Http2Stream stream) {
        return Math.min(Math.min(window, stream.sendWindow()), FRAME_BYTES);
    }

    private void frame(Http2Stream stream, ByteBuf in, int length, boolean last) {
        GrowingBytes header = buffers.frames();
        FrameWriter.data(length, last, stream.id(), header);
        outbox.append(header.array(), 0, header.length());
        if (length > 0) {
            outbox.appendCopy(in, length);
        }
        window -= length;
        stream.onSent(length);
        if (length >= EARNING_BYTES || last) {
            glitches.earn(EARNED_BY_DATA);
        }
        if (last) {
            stream.onOutputEnd();
        }
    }

    /// Has a stream that keeps something wait for its turn.
    void enqueue(Http2Stream stream) {
        if (!stream.isQueued() && stream.hasPending() && stream.mayProceed()) {
            stream.queued(true);
            turns.addLast(stream);
        }
    }

    /// Sends what is kept, as far as there is room.
    void drain() {
        while (channel.isWritable()) {
            Http2Stream next = turns.peekFirst();
            if (next == null || next.hasPending() && window <= 0 && next.pendingBytes() > 0) {
                return;
            }
            turns.removeFirst();
            next.queued(false);
            if (next.hasPending()) {
                sendKept(next);
            }
        }
    }

    private void sendKept(Http2Stream stream) {
        ByteBuf kept = stream.pending();
        int bytes = stream.pendingBytes();
        int part = Math.min(bytes, room(stream));
        boolean whole = part == bytes;
        if (kept != null && (part > 0 || whole && stream.isPendingLast())) {
            frame(stream, kept, part, whole && stream.isPendingLast());
        }
        if (whole) {
            stream.onKeptSent();
        } else {
            enqueue(stream);
        }
    }
}
