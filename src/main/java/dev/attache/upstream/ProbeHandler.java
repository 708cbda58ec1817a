package dev.attache.upstream;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.jspecify.annotations.Nullable;

/// One connection on which one question is asked, and answered or not.
abstract class ProbeHandler extends ChannelInboundHandlerAdapter {
    /// Told how the server answered, or that it did not.
    @FunctionalInterface
    interface Verdict {
        /// @param why empty where the server is fit
        void on(ProbeHandler from, String why);
    }

    private final Verdict verdict;
    private @Nullable ChannelHandlerContext context;

    ProbeHandler(Verdict verdict) {
        this.verdict = verdict;
    }

    /// The bytes that ask; empty where a connection is all that is asked for.
    abstract byte[] question();

    /// Takes bytes of the answer; the buffer stays the caller's.
    abstract void onBytes(ChannelHandlerContext from, ByteBuf in);

    final void settle(String why) {
        verdict.on(this, why);
    }

    final void ask() {
        ChannelHandlerContext open = context;
        byte[] question = question();
        if (question.length == 0) {
            settle("");
        } else if (open != null) {
            open.writeAndFlush(open.alloc().buffer().writeBytes(question));
        }
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
        try {
            onBytes(reading, in);
        } finally {
            in.release();
        }
    }

    @Override
    public final void channelInactive(ChannelHandlerContext closed) {
        settle("closed the connection");
    }

    @Override
    public final void exceptionCaught(ChannelHandlerContext broken, Throwable cause) {
        settle(String.valueOf(cause.getMessage()));
        broken.close();
    }
}
