package dev.attache.net;

import dev.attache.base.Address;
import dev.attache.observe.Observer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// Hands each connection that a listener accepts to the next event loop, and counts it while it is open.
///
/// Where accepting fails, as it does when there are too many open files, it rests for [#REST_MILLIS]: the kernel would
/// report the same failure at once and for ever, and the loop would do nothing else.
final class AcceptHandler extends ChannelInboundHandlerAdapter {
    static final long REST_MILLIS = 500;

    private final List<EventLoop> loops;
    private final Transport transport;
    private final Address address;
    private final ChannelHandler childInitializer;
    private final Observer observer;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicLong accepted = new AtomicLong();
    private int turn;

    AcceptHandler(
            List<EventLoop> loops,
            Transport transport,
            Address address,
            ChannelHandler childInitializer,
            Observer observer) {
        this.loops = loops;
        this.transport = transport;
        this.address = address;
        this.childInitializer = childInitializer;
        this.observer = observer;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        Channel child = (Channel) message;
        open.incrementAndGet();
        accepted.incrementAndGet();
        child.closeFuture().addListener(_ -> open.decrementAndGet());
        EventLoop loop = loops.get(turn);
        turn = turn + 1 == loops.size() ? 0 : turn + 1;
        try {
            SocketOptions.prepare(child, address);
            if (readsFromRing()) {
                ReadRing.serve(child.config());
            }
            child.pipeline().addLast(childInitializer);
            loop.register(child).addListener(registered -> {
                if (!registered.isSuccess()) {
                    child.unsafe().closeForcibly();
                }
            });
        } catch (RuntimeException e) {
            child.unsafe().closeForcibly();
            observer.emit(new AcceptFailedError(address.toString(), String.valueOf(e.getMessage())));
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        ChannelConfig config = context.channel().config();
        if (config.isAutoRead()) {
            config.setAutoRead(false);
            context.channel().eventLoop().schedule(() -> config.setAutoRead(true), REST_MILLIS, TimeUnit.MILLISECONDS);
            observer.emit(new AcceptFailedError(address.toString(), Dialer.why(cause)));
        }
    }

    private boolean readsFromRing() {
        return transport == Transport.IO_URING
                && childInitializer instanceof LoopInitializer<?> owner
                && owner.readsInTheClear()
                && ReadRing.isUsable();
    }

    int open() {
        return open.get();
    }

    long accepted() {
        return accepted.get();
    }
}
