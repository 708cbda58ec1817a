package dev.attache.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import java.util.IdentityHashMap;
import java.util.List;

/// Prepares the connection of a client that was just accepted, for what its owner keeps on the client's event loop.
///
/// A client that leaves 256 KiB unread makes its channel unwritable, until 64 KiB are left.
@Sharable
public abstract class LoopInitializer<L extends LoopShare> extends ChannelInitializer<Channel> {
    private static final WriteBufferWaterMark UNREAD_BYTES = new WriteBufferWaterMark(64 * 1024, 256 * 1024);

    private final IdentityHashMap<EventLoop, L> loops = new IdentityHashMap<>();

    protected LoopInitializer(List<L> all) {
        for (L loop : all) {
            loops.put(loop.eventLoop(), loop);
        }
    }

    @Override
    protected final void initChannel(Channel channel) {
        L loop = loops.get(channel.eventLoop());
        if (loop == null) {
            channel.close();
            return;
        }
        channel.config().setWriteBufferWaterMark(UNREAD_BYTES);
        prepare(channel, loop);
    }

    /// Whether the connections to come take their bytes as they are: then they may share the memory they read into,
    /// which a handler that waits for more before it looks, as that of TLS does, would hold on to.
    protected boolean readsInTheClear() {
        return true;
    }

    /// Adds the handlers.
    protected abstract void prepare(Channel channel, L loop);

    /// For a handler that takes bytes as they come, and may go on sending to a client that has sent its last.
    protected final void addInTheClear(Channel channel, L loop, ChannelHandler handler) {
        channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        loop.serveReads(channel);
        channel.pipeline().addLast(handler);
    }
}
