package dev.attache.role.http.mirror;

import dev.attache.base.GrowingBytes;
import dev.attache.net.LoopShare;
import dev.attache.net.Outbox;
import dev.attache.role.http.h2.ConnectionUser;
import dev.attache.role.http.h2.Http2Connection;
import dev.attache.role.http.h2.Http2Limits;
import dev.attache.role.http.h2.Http2Stream;
import dev.attache.role.http.h2.LoopBuffers;
import dev.attache.wire.http.HttpLimits;
import dev.attache.wire.http2.Http2Error;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One connection of HTTP/2 on which mirrored requests are sent, as many at once as the server takes; further ones wait
/// until one of them ends, or their time is over.
///
/// ```
/// Dialing ──▶ Connected ──the server's SETTINGS──▶ Open ──GOAWAY, or closed──▶ Gone
///    └────────────┴── no connection, or no SETTINGS while a request waited ──▶ Gone
/// ```
final class Http2MirrorHandler extends ChannelInboundHandlerAdapter implements ConnectionUser {
    private static final int STREAMS_MAX = 100;

    private final MirrorPool pool;
    private final LoopShare loop;
    private final LoopBuffers buffers;
    private final HttpLimits limits;
    private final boolean secure;
    private final ArrayDeque<MirrorCall> waiting = new ArrayDeque<>();
    private @Nullable Http2Connection connection;
    private @Nullable Channel channel;
    private @Nullable Outbox outbox;
    private boolean settled;
    private boolean used;
    private long lastReadNanos;

    /// @param secure whether it is made by TLS
    Http2MirrorHandler(MirrorPool pool, LoopShare loop, LoopBuffers buffers, HttpLimits limits, boolean secure) {
        this.pool = pool;
        this.loop = loop;
        this.buffers = buffers;
        this.limits = limits;
        this.secure = secure;
    }

    /// Sends a request, now or when there is a stream for it.
    void send(MirrorCall call) {
        call.onSent(() -> onTimeout(call));
        waiting.addLast(call);
        proceed();
    }

    private void proceed() {
        Http2Connection open = connection;
        while (open != null && settled && open.streamsLeft() > 0 && open.streams() < STREAMS_MAX) {
            MirrorCall next = waiting.pollFirst();
            if (next == null) {
                return;
            }
            if (!next.isOver()) {
                used = true;
                new MirrorStream(this, limits, next).begin(open, secure);
            }
        }
    }

    void onConnected(Channel connected) {
        Outbox out = new Outbox(connected, loop.flusher(), _ -> {});
        Http2Connection fresh = new Http2Connection(
                loop, connected, out, buffers, Http2Limits.usual(limits.headBytesMax()), false, this);
        loop.serveReads(connected);
        channel = connected;
        outbox = out;
        connection = fresh;
        fresh.start();
    }

    /// No connection came about, or it is gone: nobody who waits gets a stream of it.
    void failWaiting() {
        for (MirrorCall next = waiting.pollFirst(); next != null; next = waiting.pollFirst()) {
            next.onFailure();
        }
    }

    /// A request that surely was not acted upon goes to another connection, as often as it may.
    void sendAgain(MirrorCall call) {
        Http2Connection open = connection;
        if (open == null || open.isLeaving()) {
            pool.onGone(this);
        }
        if (call.mayBeSentAgain()) {
            pool.send(call);
        } else {
            call.onFailure();
        }
    }

    private void onTimeout(MirrorCall call) {
        if (waiting.remove(call) && !settled) {
            closeAtOnce();
        }
    }

    /// A request has waited in vain for its reply. Where nothing came since it was sent, whatever it was, the server is
    /// taken for lost.
    void onSilence(long sinceNanos) {
        if (lastReadNanos - sinceNanos < 0) {
            closeAtOnce();
        }
    }

    private void closeAtOnce() {
        pool.onGone(this);
        Channel open = channel;
        if (open != null) {
            open.close();
        }
    }

    /// Takes up no further requests, and ends with the last of its streams.
    void leave() {
        Http2Connection open = connection;
        if (open == null || !settled) {
            closeAtOnce();
        } else {
            open.leave();
        }
    }

    long now() {
        return loop.now();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf in = (ByteBuf) message;
        try {
            loop.tick();
            lastReadNanos = loop.now();
            Http2Connection open = connection;
            if (open != null) {
                open.onBytes(in);
            }
        } finally {
            in.release();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        Http2Connection open = connection;
        if (context.channel().isWritable() && open != null) {
            loop.tick();
            open.onWritable();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        loop.tick();
        pool.onGone(this);
        Http2Connection open = connection;
        Outbox out = outbox;
        if (open != null) {
            open.onGone();
        }
        if (out != null) {
            out.discard();
        }
        failWaiting();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }

    @Override
    public void onRequest(Http2Stream stream, GrowingBytes head, boolean last) {
        throw new IllegalStateException("a server opens no streams");
    }

    @Override
    public void onLargeHead(Http2Stream stream, boolean last) {
        throw new IllegalStateException("a server opens no streams");
    }

    @Override
    public void onStreamClosed() {
        proceed();
    }

    @Override
    public void onGoAway() {
        pool.onGone(this);
        List<MirrorCall> untouched = List.copyOf(waiting);
        waiting.clear();
        if (used) {
            // Each connection takes at least one of them, which bounds how often the others move on.
            untouched.forEach(pool::send);
        } else {
            untouched.forEach(this::sendAgain);
        }
    }

    @Override
    public void onSettings() {
        settled = true;
        proceed();
    }

    @Override
    public void onEnd(Http2Error why) {
        pool.onGone(this);
        Channel open = channel;
        Outbox out = outbox;
        if (open != null && out != null) {
            out.flush();
            open.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        }
    }
}
