package dev.attache.admin;

import dev.attache.observe.Observer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.GlobalEventExecutor;

/// Prepares a connection: patience, then HTTP/1.1, then whole requests, then their answers.
@Sharable
final class AdminInitializer extends ChannelInitializer<Channel> {
    private final Guard guard;
    private final Pages pages;
    private final AdminLimits limits;
    private final Observer observer;
    private final ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);

    AdminInitializer(Guard guard, Pages pages, AdminLimits limits, Observer observer) {
        this.guard = guard;
        this.pages = pages;
        this.limits = limits;
        this.observer = observer;
    }

    @Override
    protected void initChannel(Channel channel) {
        if (open.size() >= limits.connectionsMax()) {
            channel.close();
            return;
        }
        open.add(channel);
        channel.config().setAutoRead(false);
        var decoder = new HttpDecoderConfig()
                .setMaxInitialLineLength(limits.lineBytesMax())
                .setMaxHeaderSize(limits.headBytesMax());
        var patience = new PatienceHandler(limits);
        channel.pipeline()
                .addLast(patience)
                .addLast(new HttpServerCodec(decoder))
                .addLast(new WholeRequestHandler(limits.bodyBytesMax()))
                .addLast(new AdminHandler(guard, pages, patience, observer));
    }

    void closeAll() {
        open.close().awaitUninterruptibly(1000);
    }
}
