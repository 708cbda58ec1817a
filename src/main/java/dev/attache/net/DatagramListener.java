package dev.attache.net;

import dev.attache.base.Address;
import dev.attache.base.HostPort;
import dev.attache.base.UnixPath;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/// Receives datagrams on one address, UDP or a unix socket, on one event loop.
///
/// A unix socket is made for whoever may write to it by the folder's rights (mode 0666), as syslog's is.
public final class DatagramListener {
    private static final int DATAGRAM_MAX = 65_535;
    /// The kernel gives as much as `net.core.rmem_max` allows.
    private static final int BUFFER_BYTES = 4 * 1024 * 1024;
    private static final String UNIX_MODE = "rw-rw-rw-";

    private final Channel channel;
    private final Address bound;

    private DatagramListener(Channel channel, Address bound) {
        this.channel = channel;
        this.bound = bound;
    }

    /// Binds and begins to receive. May block, so not for an event loop.
    ///
    /// @param loops those of a transport that has such sockets; see [Transport#forDatagrams]
    /// @param handler takes what Netty makes of a datagram of that kind
    /// @throws ListenException where the address is taken or not allowed
    public static DatagramListener bind(EventLoops loops, Address address, ChannelHandler handler)
            throws ListenException {
        Transport transport = loops.transport();
        Class<? extends Channel> type = transport.datagramChannel(address);
        if (type == null) {
            throw new ListenException(address + ": datagrams of unix sockets need the transport epoll");
        }
        if (address instanceof UnixPath unix) {
            StaleSocket.remove(unix);
        }
        Bootstrap bootstrap = new Bootstrap()
                .group(loops.group())
                .channel(type)
                .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(DATAGRAM_MAX))
                .handler(handler);
        if (address instanceof HostPort) {
            bootstrap.option(ChannelOption.SO_RCVBUF, BUFFER_BYTES);
        }
        ChannelFuture bind =
                bootstrap.bind(SocketAddresses.of(transport, address)).awaitUninterruptibly();
        if (!bind.isSuccess()) {
            throw new ListenException(address + ": " + Listener.why(address, bind.cause()));
        }
        Channel channel = bind.channel();
        Address bound = address instanceof HostPort udp && channel.localAddress() instanceof InetSocketAddress local
                ? new HostPort(udp.host(), local.getPort())
                : address;
        var listener = new DatagramListener(channel, bound);
        if (address instanceof UnixPath unix) {
            Listener.restrict(unix, UNIX_MODE, listener::close);
        }
        return listener;
    }

    /// The address in use, the real port in place of a 0.
    public Address bound() {
        return bound;
    }

    /// Receives no more. Removes a unix socket's file.
    public void close() {
        channel.close().awaitUninterruptibly();
        if (bound instanceof UnixPath unix) {
            try {
                Files.deleteIfExists(Path.of(unix.path()));
            } catch (IOException _) {
                // The next start removes what is left.
            }
        }
    }
}
