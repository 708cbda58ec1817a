package dev.attache.role.redis;

import dev.attache.net.LoopInitializer;
import io.netty.channel.Channel;
import java.util.List;

/// Prepares the connection of a client that was just accepted.
final class ClientInitializer extends LoopInitializer<RedisLoop> {
    ClientInitializer(List<RedisLoop> all) {
        super(all);
    }

    @Override
    protected void prepare(Channel channel, RedisLoop loop) {
        addInTheClear(channel, loop, new ClientHandler(loop));
    }
}
