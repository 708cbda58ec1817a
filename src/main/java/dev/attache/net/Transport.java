package dev.attache.net;

import dev.attache.base.Address;
import dev.attache.base.UnixPath;
import io.netty.channel.Channel;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringDomainSocketChannel;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerDomainSocketChannel;
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.netty.channel.uring.IoUringSocketChannel;
import java.util.Locale;

/// How the event loops talk to the kernel. Classes of a transport load only when it is used.
public enum Transport {
    IO_URING,
    EPOLL,
    NIO;

    /// System property that forces one: `auto`, `io_uring`, `epoll` or `nio`.
    public static final String PROPERTY = "attache.transport";

    /// The best that kernel and container allow: io_uring, else epoll, else NIO.
    ///
    /// @throws IllegalStateException where one is forced that is not to be had, saying why
    public static Transport choose() {
        String wanted = System.getProperty(PROPERTY, "auto").toLowerCase(Locale.ROOT);
        return switch (wanted) {
            case "auto" -> IoUring.isAvailable() ? IO_URING : Epoll.isAvailable() ? EPOLL : NIO;
            case "io_uring" -> available(IO_URING, IoUring.isAvailable(), IoUring.unavailabilityCause());
            case "epoll" -> available(EPOLL, Epoll.isAvailable(), Epoll.unavailabilityCause());
            case "nio" -> NIO;
            default ->
                throw new IllegalStateException(
                        "-D" + PROPERTY + "=" + wanted + ": expected auto, io_uring, epoll or nio");
        };
    }

    private static Transport available(Transport transport, boolean available, Throwable cause) {
        if (!available) {
            throw new IllegalStateException("transport " + transport.label() + " is not available here: " + cause);
        }
        return transport;
    }

    /// The name in metrics and `attache version`.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    IoHandlerFactory ioHandlerFactory() {
        return switch (this) {
            case IO_URING -> IoUringIoHandler.newFactory();
            case EPOLL -> EpollIoHandler.newFactory();
            case NIO -> NioIoHandler.newFactory();
        };
    }

    Class<? extends ServerChannel> serverChannel(Address address) {
        boolean unix = address instanceof UnixPath;
        return switch (this) {
            case IO_URING -> unix ? IoUringServerDomainSocketChannel.class : IoUringServerSocketChannel.class;
            case EPOLL -> unix ? EpollServerDomainSocketChannel.class : EpollServerSocketChannel.class;
            case NIO -> unix ? NioServerDomainSocketChannel.class : NioServerSocketChannel.class;
        };
    }

    Class<? extends Channel> channel(Address address) {
        boolean unix = address instanceof UnixPath;
        return switch (this) {
            case IO_URING -> unix ? IoUringDomainSocketChannel.class : IoUringSocketChannel.class;
            case EPOLL -> unix ? EpollDomainSocketChannel.class : EpollSocketChannel.class;
            case NIO -> unix ? NioDomainSocketChannel.class : NioSocketChannel.class;
        };
    }
}
