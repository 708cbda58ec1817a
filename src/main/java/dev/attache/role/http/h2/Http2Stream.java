package dev.attache.role.http.h2;

import dev.attache.base.GrowingBytes;
import dev.attache.wire.http2.FrameWriter;
import dev.attache.wire.http2.Http2Error;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/// One stream of a connection: a request and its response, with windows of its own (RFC 9113, 5).
public final class Http2Stream {
    private static final long SECOND_NANOS = 1_000_000_000;

    private final Http2Connection connection;
    private final SendSide sendSide;
    private final int id;
    private StreamState state;
    private @Nullable StreamUser user;
    private int sendWindow;
    private int receiveWindow;
    private int uncredited;
    private long bodyLeft = -1;
    private boolean headSeen;
    private @Nullable ByteBuf pending;
    private boolean pendingLast;
    private byte @Nullable [] pendingTrailers;
    private boolean queued;
    private long progressNanos;
    private long leftNanos;
    private int leftBytes;

    Http2Stream(Http2Connection connection, SendSide sendSide, int id, int sendWindow, int receiveWindow) {
        this.connection = connection;
        this.sendSide = sendSide;
        this.id = id;
        this.state = StreamState.OPEN;
        this.sendWindow = sendWindow;
        this.receiveWindow = receiveWindow;
        this.progressNanos = connection.now();
        this.leftNanos = progressNanos;
    }

    public int id() {
        return id;
    }

    /// Says who takes what comes.
    public void user(StreamUser taker) {
        user = taker;
    }

    /// Has what still comes passed over, and what is kept sent, with nobody told of it.
    public void leave() {
        user = null;
        leftNanos = connection.now();
        leftBytes = pendingBytes();
    }

    @Nullable StreamUser user() {
        return user;
    }

    /// Says how long the peer's body has to be; another length is an error of the stream (RFC 9113, 8.1.1).
    ///
    /// @param bytes below 0 where any length is right
    public void expect(long bytes) {
        bodyLeft = bytes;
    }

    /// Takes in that so many bytes of the peer's body came.
    ///
    /// @return false where its length is not the one that was declared
    boolean counts(int bytes, boolean last) {
        if (bodyLeft < 0) {
            return true;
        }
        bodyLeft -= bytes;
        return last ? bodyLeft == 0 : bodyLeft >= 0;
    }

    boolean isHeadSeen() {
        return headSeen;
    }

    void onHeadSeen() {
        headSeen = true;
    }

    /// Whether neither side sends anything more.
    public boolean isClosed() {
        return state == StreamState.CLOSED;
    }

    /// Whether the peer sends nothing more.
    public boolean isInputEnded() {
        return state == StreamState.HALF_CLOSED_REMOTE || state == StreamState.CLOSED;
    }

    /// Whether the last byte is sent, and not only kept to be.
    public boolean isOutputEnded() {
        return state == StreamState.HALF_CLOSED_LOCAL || state == StreamState.CLOSED;
    }

    void onInputEnd() {
        state = state == StreamState.HALF_CLOSED_LOCAL ? StreamState.CLOSED : StreamState.HALF_CLOSED_REMOTE;
        if (state == StreamState.CLOSED) {
            connection.onClosed(this);
        }
    }

    void onOutputEnd() {
        if (state == StreamState.OPEN) {
            state = StreamState.HALF_CLOSED_LOCAL;
            if (user == null) {
                connection.reset(this, Http2Error.NO_ERROR);
            }
        } else if (state == StreamState.HALF_CLOSED_REMOTE) {
            state = StreamState.CLOSED;
            connection.onClosed(this);
        }
    }

    /// Forgets what is kept; nothing is sent or taken any more.
    void toClosed() {
        state = StreamState.CLOSED;
        dropKept();
        pendingTrailers = null;
    }

    /// Begins a head or trailers.
    ///
    /// @return where its fields are to be appended; [#endHead] follows at once
    public GrowingBytes beginHead() {
        return connection.beginHead();
    }

    /// Sends the head that was begun, behind what is kept.
    public void endHead(boolean last) {
        GrowingBytes frames = connection.endHead(this, last);
        if (isOutputEnded()) {
            return;
        }
        if (hasPending()) {
            pendingTrailers = new byte[frames.length()];
            System.arraycopy(frames.array(), 0, pendingTrailers, 0, frames.length());
            return;
        }
        sendSide.write(frames);
        if (last) {
            onOutputEnd();
        }
    }

    /// Sends bytes of the body, now or when the peer has room for them.
    public void send(ByteBuf in, int length, boolean last) {
        if (!isOutputEnded()) {
            sendSide.send(this, in, length, last);
        }
    }

    /// Whether what is sent goes out at once. Where it does not, [StreamUser#onWritable] tells when it does.
    public boolean isWritable() {
        return !hasPending() && sendSide.isWritable();
    }

    /// Lets the peer send so many bytes more.
    public void consumed(int bytes) {
        connection.consumed(this, bytes);
    }

    /// Ends the stream at once.
    public void reset(Http2Error why) {
        if (state != StreamState.CLOSED) {
            connection.reset(this, why);
        }
    }

    /// Breaks off an answer; that counts against a peer which has left some of it untaken.
    public void cut(Http2Error why) {
        if (state != StreamState.CLOSED) {
            connection.cut(this, why);
        }
    }

    int sendWindow() {
        return sendWindow;
    }

    /// @return false where the window gets larger than one may be
    boolean open(long bytes) {
        long opened = sendWindow + bytes;
        sendWindow = Math.clamp(opened, Integer.MIN_VALUE, Integer.MAX_VALUE);
        return opened <= Integer.MAX_VALUE;
    }

    void onSent(int bytes) {
        sendWindow -= bytes;
        progressNanos = connection.now();
    }

    /// Whether the peer takes nothing, or next to nothing, of what was kept when the user left.
    boolean isUntaken(long now, long stallNanos, long bytesPerSecond) {
        long rateNanos = bytesPerSecond == 0 ? Long.MAX_VALUE - stallNanos : leftBytes * SECOND_NANOS / bytesPerSecond;
        return now - progressNanos > stallNanos || now - leftNanos > stallNanos + rateNanos;
    }

    /// @return false where the peer sends more than it may
    boolean onReceived(int flowBytes) {
        receiveWindow -= flowBytes;
        return receiveWindow >= 0;
    }

    /// @return bytes to open the peer's window by; 0 while they are too few to be worth a frame
    int credit(int bytes, int windowBytes) {
        uncredited += bytes;
        if (uncredited < windowBytes / 2 || isInputEnded()) {
            return 0;
        }
        int credited = uncredited;
        uncredited = 0;
        receiveWindow += credited;
        return credited;
    }

    boolean hasPending() {
        return pending != null;
    }

    /// Whether what is kept waits for the connection only, and not for a window of its own.
    boolean mayProceed() {
        return sendWindow > 0 || pendingBytes() == 0;
    }

    int pendingBytes() {
        return pending == null ? 0 : pending.readableBytes();
    }

    @Nullable ByteBuf pending() {
        return pending;
    }

    boolean isPendingLast() {
        return pendingLast;
    }

    /// Keeps bytes until there is room for them: what the user had at hand when it ran out.
    void keep(ByteBuf in, int length, boolean last) {
        ByteBuf into = pending;
        if (into == null) {
            into = connection.allocator().directBuffer(Math.max(length, FrameWriter.HEADER_BYTES));
            pending = into;
        }
        into.discardReadBytes().writeBytes(in, length);
        pendingLast |= last;
    }

    /// What was kept is sent.
    void onKeptSent() {
        dropKept();
        byte[] trailers = pendingTrailers;
        if (trailers != null && state != StreamState.CLOSED) {
            pendingTrailers = null;
            sendSide.outbox().append(trailers);
            onOutputEnd();
        } else if (user != null && !isOutputEnded()) {
            user.onWritable();
        }
    }

    private void dropKept() {
        ByteBuf kept = pending;
        pending = null;
        if (kept != null) {
            kept.release();
        }
    }

    boolean isQueued() {
        return queued;
    }

    void queued(boolean is) {
        queued = is;
    }
}
