package dev.attache.net;

import dev.attache.base.Address;
import dev.attache.base.HostPort;
import dev.attache.base.UnixPath;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollDomainDatagramChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.net.SocketAddress;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/// An event loop of its own, for input that is lost where nobody reads it at once: no other work stands in its way.
///
/// It speaks epoll where that is to be had, and takes many datagrams in one call then, else NIO.
public final class OwnLoop implements AutoCloseable {
    /// Longest datagram that is taken; what is longer is cut.
    public static final int DATAGRAM_BYTES_MAX = 65_536;

    static final int RECEIVE_BYTES = 8 << 20;

    private final Transport transport = Transport.EPOLL.isAvailable() ? Transport.EPOLL : Transport.NIO;
    private final EventLoopGroup group;

    private OwnLoop(String threadName) {
        ThreadFactory threads = task -> new FastThreadLocalThread(task, threadName);
        group = new MultiThreadIoEventLoopGroup(1, threads, transport.ioHandlerFactory());
    }

    public static OwnLoop start(String threadName) {
        return new OwnLoop(threadName);
    }

    /// The one that does all of it.
    public EventLoop loop() {
        return group.next();
    }

    /// Takes datagrams, all on the loop's thread.
    @FunctionalInterface
    public interface Datagrams {
        /// @param bytes valid until this returns, from the first to `length`
        void onDatagram(byte[] bytes, int length);
    }

    /// Receives datagrams, UDP or unix; the kernel's buffer for UDP is as large as it allows.
    ///
    /// @throws ListenException where the address is taken or not allowed, or unix datagrams are not to be had
    public Channel bindDatagrams(Address address, Datagrams datagrams) throws ListenException {
        boolean epoll = transport == Transport.EPOLL;
        Bootstrap bootstrap = new Bootstrap()
                .group(group)
                .option(ChannelOption.RECVBUF_ALLOCATOR, oneAtOnce())
                .handler(new DatagramHandler(datagrams));
        SocketAddress local;
        if (address instanceof UnixPath unix) {
            if (!epoll) {
                throw new ListenException(address + ": unix datagrams need epoll, which is not to be had here");
            }
            StaleSocket.removeDatagrams(unix);
            local = new DomainSocketAddress(unix.path());
            bootstrap.channel(EpollDomainDatagramChannel.class);
        } else {
            local = SocketAddresses.of(transport, address);
            bootstrap.option(ChannelOption.SO_RCVBUF, RECEIVE_BYTES);
            bootstrap.channel(epoll ? EpollDatagramChannel.class : NioDatagramChannel.class);
        }
        return bound(address, bootstrap.bind(local));
    }

    /// The channel takes the first of those that wait itself, and so knows that there are some.
    private static RecvByteBufAllocator oneAtOnce() {
        return new FixedRecvByteBufAllocator(DATAGRAM_BYTES_MAX).maxMessagesPerRead(1);
    }

    /// Accepts connections.
    ///
    /// @throws ListenException where the address is taken or not allowed
    public Channel bindStreams(HostPort address, ChannelHandler child) throws ListenException {
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(group)
                .channel(transport.serverChannel(address))
                .option(ChannelOption.SO_REUSEADDR, true)
                .childHandler(child);
        return bound(address, bootstrap.bind(SocketAddresses.of(transport, address)));
    }

    private static Channel bound(Address address, ChannelFuture bind) throws ListenException {
        bind.awaitUninterruptibly();
        if (!bind.isSuccess()) {
            throw new ListenException(address + ": " + Listener.why(address, bind.cause()));
        }
        return bind.channel();
    }

    /// Ends the thread and waits for it, at most three seconds.
    @Override
    public void close() {
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3, TimeUnit.SECONDS);
    }
}
