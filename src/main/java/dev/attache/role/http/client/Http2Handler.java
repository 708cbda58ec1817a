package dev.attache.role.http.client;

import dev.attache.role.http.h2.Http2Connection;
import dev.attache.role.http.loop.LoopKit;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/// Hands what a client of HTTP/2 sends to its [Http2Connection].
final class Http2Handler extends ChannelInboundHandlerAdapter {
    private final LoopKit loop;
    private final Http2Client client;

    Http2Handler(LoopKit loop, Http2Client client) {
        this.loop = loop;
        this.client = client;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf in = (ByteBuf) message;
        try {
            loop.tick();
            client.connection().onBytes(in);
        } finally {
            in.release();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (context.channel().isWritable()) {
            loop.tick();
            client.connection().onWritable();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        loop.tick();
        client.onGone();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        loop.stats().onClientError();
        context.close();
    }
}
