package dev.attache.role.http.connection;

import dev.attache.net.LoopShare;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;

/// Hands what comes on a connection that attache has made to its [FarEnd].
public final class UpstreamHandler extends ChannelInboundHandlerAdapter {
    private final FarEnd end;
    private final LoopShare loop;
    private String failure = "";

    /// @param loop that of the channel
    public UpstreamHandler(FarEnd end, LoopShare loop) {
        this.end = end;
        this.loop = loop;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf in = (ByteBuf) message;
        try {
            loop.tick();
            end.onBytes(in);
        } finally {
            in.release();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        loop.tick();
        end.onWritabilityChanged();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            loop.tick();
            end.onInputEnd();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        loop.tick();
        end.onGone(failure);
    }

    /// Told when the connection is closed, which comes later: a write may fail while its sender is in the middle of a
    /// body.
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (failure.isEmpty()) {
            failure = String.valueOf(cause.getMessage());
        }
        context.close();
    }
}
