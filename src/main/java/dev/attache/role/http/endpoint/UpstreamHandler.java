package dev.attache.role.http.endpoint;

import dev.attache.role.http.loop.LoopKit;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/// Hands what an upstream sends to its [UpstreamConnection].
final class UpstreamHandler extends ChannelInboundHandlerAdapter {
    private final UpstreamConnection connection;
    private final LoopKit loop;
    private String failure = "";

    UpstreamHandler(UpstreamConnection connection, LoopKit loop) {
        this.connection = connection;
        this.loop = loop;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf in = (ByteBuf) message;
        try {
            loop.tick();
            connection.onBytes(in);
        } finally {
            in.release();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        loop.tick();
        connection.onWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        loop.tick();
        connection.onClosed(failure);
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
