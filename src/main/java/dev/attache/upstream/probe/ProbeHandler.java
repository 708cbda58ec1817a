package dev.attache.upstream.probe;

import dev.attache.base.Ticker;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import org.jspecify.annotations.Nullable;

/// One connection on which one question at a time is asked, and answered or not.
public abstract class ProbeHandler extends ChannelInboundHandlerAdapter {
    /// Told how the server answered, or that it did not.
    @FunctionalInterface
    public interface Verdict {
        void on(ProbeHandler from, Finding finding);
    }

    private final Verdict verdict;
    private @Nullable ChannelHandlerContext context;
    private boolean heard;
    private long heardNanos;

    protected ProbeHandler(Verdict verdict) {
        this.verdict = verdict;
    }

    /// The bytes that ask; empty where a connection is all that is asked for.
    protected abstract byte[] question();

    /// Takes bytes of the answer; the buffer stays the caller's.
    protected abstract void onBytes(ChannelHandlerContext from, ByteBuf in);

    /// The server has closed the connection.
    protected void onClosed() {
        settle("closed the connection");
    }

    /// @param why empty where the server is fit
    protected final void settle(String why) {
        settle(Finding.of(why));
    }

    protected final void settle(Finding finding) {
        verdict.on(this, finding);
    }

    /// Asks, once there is a connection.
    public final void ask() {
        ChannelHandlerContext open = context;
        heard = false;
        byte[] question = question();
        if (question.length == 0) {
            settle(onConnected(open));
        } else if (open != null) {
            open.writeAndFlush(open.alloc().buffer().writeBytes(question), open.voidPromise());
        }
    }

    /// What is to be thought of a server of which nothing is asked but a connection.
    ///
    /// @param connection null where it is gone already
    protected Finding onConnected(@Nullable ChannelHandlerContext connection) {
        return Finding.GOOD;
    }

    final boolean hasHeard() {
        return heard;
    }

    /// When the answer has begun, by [Ticker#SYSTEM]; means something where it has.
    final long heardNanos() {
        return heardNanos;
    }

    /// Whether the connection is by TLS.
    final boolean isSecure() {
        ChannelHandlerContext open = context;
        return open != null && open.pipeline().get(SslHandler.class) != null;
    }

    final void close() {
        ChannelHandlerContext open = context;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public final void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public final void channelRead(ChannelHandlerContext reading, Object message) {
        ByteBuf in = (ByteBuf) message;
        if (!heard) {
            heard = true;
            heardNanos = Ticker.SYSTEM.nanos();
        }
        try {
            onBytes(reading, in);
        } finally {
            in.release();
        }
    }

    @Override
    public final void channelInactive(ChannelHandlerContext closed) {
        onClosed();
    }

    @Override
    public final void exceptionCaught(ChannelHandlerContext broken, Throwable cause) {
        settle(String.valueOf(cause.getMessage()));
        broken.close();
    }
}
