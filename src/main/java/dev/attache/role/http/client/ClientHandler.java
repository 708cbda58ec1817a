package dev.attache.role.http.client;

import dev.attache.role.http.loop.LoopKit;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import org.jspecify.annotations.Nullable;

/// Hands what a client sends to its [ClientConnection].
public final class ClientHandler extends ChannelInboundHandlerAdapter {
    private final Clients clients;
    private final LoopKit loop;
    private final boolean secure;
    private @Nullable ClientConnection connection;

    /// @param secure whether it came by TLS
    public ClientHandler(Clients clients, boolean secure) {
        this.clients = clients;
        this.loop = clients.loop();
        this.secure = secure;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        admit(context);
    }

    private void admit(ChannelHandlerContext context) {
        loop.tick();
        connection = clients.admit(context.channel(), secure);
    }

    /// Another version of HTTP has taken over.
    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        connection = null;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf in = (ByteBuf) message;
        ClientConnection client = connection;
        try {
            if (client != null) {
                loop.tick();
                client.onBytes(in);
            }
        } finally {
            in.release();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        ClientConnection client = connection;
        if (client != null) {
            loop.tick();
            client.onWritabilityChanged();
        }
    }

    /// The client has sent its last byte and may still be reading.
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        ClientConnection client = connection;
        if (event instanceof ChannelInputShutdownEvent && client != null) {
            loop.tick();
            client.onInputShutdown();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        ClientConnection client = connection;
        connection = null;
        if (client != null) {
            loop.tick();
            client.onGone();
            clients.leave(client);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        loop.stats().onClientError();
        context.close();
    }
}
