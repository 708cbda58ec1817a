package dev.attache.role.http.tunnel;

import dev.attache.role.http.loop.LoopKit;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;

/// Hands what the far end of a tunnel sends to its [Tunnel].
final class TunnelHandler extends ChannelInboundHandlerAdapter {
    private final Tunnel tunnel;
    private final LoopKit loop;

    TunnelHandler(Tunnel tunnel, LoopKit loop) {
        this.tunnel = tunnel;
        this.loop = loop;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf in = (ByteBuf) message;
        try {
            loop.tick();
            tunnel.onBytes(in);
        } finally {
            in.release();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        loop.tick();
        tunnel.onWritabilityChanged();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            loop.tick();
            tunnel.onInputEnd();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        loop.tick();
        tunnel.onGone();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
