package dev.attache.net;

import dev.attache.base.Address;
import dev.attache.base.UnixPath;
import io.netty.channel.Channel;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollDomainDatagramChannel;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringDatagramChannel;
import io.netty.channel.uring.IoUringDomainSocketChannel;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerDomainSocketChannel;
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.netty.channel.uring.IoUringSocketChannel;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How the event loops talk to the kernel. Classes of a transport load only when it is used.
public enum Transport {
    IO_URING,
    EPOLL,
    NIO;

    /// System property that forces one: `auto`, `io_uring`, `epoll` or `nio`.
    public static final String PROPERTY = "attache.transport";

    /// With its multishot accept, Netty 4.2.18 asks for the next connection at once after a failed one, whether it is
    /// to
    /// read or not: a listener that ran out of files would spin instead of resting.
    private static final String MULTISHOT_ACCEPT = "io.netty.iouring.acceptMultiShotEnabled";

    /// A receive that is answered again and again reads on though nothing more is wanted: what a client sends while it
    /// has to wait would pile up here instead of in its socket.
    private static final String MULTISHOT_RECEIVE = "io.netty.iouring.recvMultiShotEnabled";

    static {
        System.setProperty(MULTISHOT_ACCEPT, System.getProperty(MULTISHOT_ACCEPT, "false"));
        System.setProperty(MULTISHOT_RECEIVE, System.getProperty(MULTISHOT_RECEIVE, "false"));
    }

    /// The best that kernel and container allow: io_uring, else epoll, else NIO. A ring is really opened for this:
    /// many containers forbid the calls though the kernel has them.
    ///
    /// @throws IllegalStateException where one is forced that is not to be had, saying why
    public static Transport choose() {
        String wanted = System.getProperty(PROPERTY, "auto").toLowerCase(Locale.ROOT);
        return switch (wanted) {
            case "auto" -> IO_URING.isAvailable() ? IO_URING : EPOLL.isAvailable() ? EPOLL : NIO;
            case "io_uring" -> forced(IO_URING);
            case "epoll" -> forced(EPOLL);
            case "nio" -> NIO;
            default ->
                throw new IllegalStateException(
                        "-D" + PROPERTY + "=" + wanted + ": expected auto, io_uring, epoll or nio");
        };
    }

    private static Transport forced(Transport transport) {
        if (!transport.isAvailable()) {
            throw new IllegalStateException("-D" + PROPERTY + "=" + transport.label()
                    + ": this transport is not to be had here (" + transport.whyUnavailable() + ")");
        }
        return transport;
    }

    boolean isAvailable() {
        return switch (this) {
            case IO_URING -> IoUring.isAvailable();
            case EPOLL -> Epoll.isAvailable();
            case NIO -> true;
        };
    }

    private String whyUnavailable() {
        Throwable cause = switch (this) {
            case IO_URING -> IoUring.unavailabilityCause();
            case EPOLL -> Epoll.unavailabilityCause();
            case NIO -> null;
        };
        Throwable root = cause;
        while (root != null && root.getCause() != null) {
            root = root.getCause();
        }
        return root == null ? "" : String.valueOf(root.getMessage());
    }

    /// The name in metrics and `attache version`.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    IoHandlerFactory ioHandlerFactory() {
        return switch (this) {
            case IO_URING -> ReadRing.isUsable() ? ReadRing.handlerFactory() : IoUringIoHandler.newFactory();
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

    /// The same, or the best that has datagrams of every kind: rings have none of unix sockets.
    public Transport forDatagrams() {
        return this != IO_URING ? this : EPOLL.isAvailable() ? EPOLL : NIO;
    }

    /// Null where there is none.
    @Nullable Class<? extends Channel> datagramChannel(Address address) {
        boolean unix = address instanceof UnixPath;
        return switch (this) {
            case IO_URING -> unix ? null : IoUringDatagramChannel.class;
            case EPOLL -> unix ? EpollDomainDatagramChannel.class : EpollDatagramChannel.class;
            case NIO -> unix ? null : NioDatagramChannel.class;
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
