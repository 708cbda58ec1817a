package dev.attache.role.http.endpoint;

import dev.attache.role.http.loop.LoopKit;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/// Hands what an upstream sends on a connection of HTTP/2 to its [Http2Upstream].
final class Http2UpstreamHandler extends ChannelInboundHandlerAdapter {
    private final Http2Upstream upstream;
    private final LoopKit loop;

    Http2UpstreamHandler(Http2Upstream upstream, LoopKit loop) {
        this.upstream = upstream;
        this.loop = loop;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf in = (ByteBuf) message;
        try {
            loop.tick();
            upstream.connection().onBytes(in);
        } finally {
            in.release();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (context.channel().isWritable() && upstream.isConnected()) {
            loop.tick();
            upstream.connection().onWritable();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        loop.tick();
        upstream.onGone();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
