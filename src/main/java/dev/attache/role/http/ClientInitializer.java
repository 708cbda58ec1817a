package dev.attache.role.http;

import dev.attache.net.TlsServer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Prepares the connection of a client that was just accepted.
@Sharable
final class ClientInitializer extends ChannelInitializer<Channel> {
    private static final WriteBufferWaterMark UNREAD_BYTES = new WriteBufferWaterMark(64 * 1024, 256 * 1024);

    private final IdentityHashMap<EventLoop, HttpLoop> loops = new IdentityHashMap<>();

    private final Supplier<@Nullable TlsServer> tls;

    /// @param tls gives null where connections are in the clear
    ClientInitializer(List<HttpLoop> all, Supplier<@Nullable TlsServer> tls) {
        this.tls = tls;
        for (HttpLoop loop : all) {
            loops.put(loop.eventLoop(), loop);
        }
    }

    @Override
    protected void initChannel(Channel channel) {
        HttpLoop loop = loops.get(channel.eventLoop());
        if (loop == null) {
            channel.close();
            return;
        }
        channel.config().setWriteBufferWaterMark(UNREAD_BYTES);
        TlsServer server = tls.get();
        if (server == null) {
            channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
            loop.serveReads(channel);
            channel.pipeline().addLast(new ClientHandler(loop, false));
        } else {
            long handshakeMillisMax =
                    TimeUnit.NANOSECONDS.toMillis(loop.settings().headNanos());
            channel.pipeline()
                    .addLast(server.newHandler(channel.alloc(), handshakeMillisMax))
                    .addLast(new TlsGateHandler(loop));
        }
    }
}
