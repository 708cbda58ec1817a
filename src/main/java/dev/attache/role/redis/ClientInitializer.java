package dev.attache.role.redis;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import java.util.IdentityHashMap;
import java.util.List;

/// Prepares the connection of a client that was just accepted.
@Sharable
final class ClientInitializer extends ChannelInitializer<Channel> {
    private static final WriteBufferWaterMark UNREAD_BYTES = new WriteBufferWaterMark(64 * 1024, 256 * 1024);

    private final IdentityHashMap<EventLoop, RedisLoop> loops = new IdentityHashMap<>();

    ClientInitializer(List<RedisLoop> all) {
        for (RedisLoop loop : all) {
            loops.put(loop.eventLoop(), loop);
        }
    }

    @Override
    protected void initChannel(Channel channel) {
        RedisLoop loop = loops.get(channel.eventLoop());
        if (loop == null) {
            channel.close();
            return;
        }
        channel.config().setWriteBufferWaterMark(UNREAD_BYTES);
        channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        loop.serveReads(channel);
        channel.pipeline().addLast(new ClientHandler(loop));
    }
}
