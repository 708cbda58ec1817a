package dev.attache.net;

import dev.attache.base.Address;
import dev.attache.base.HostPort;
import dev.attache.base.UnixPath;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/// Accepts connections on one address and spreads them evenly over the event loops.
public final class Listener {
    private static final int BACKLOG = 1024;

    private final Channel channel;
    private final Address bound;

    private Listener(Channel channel, Address bound) {
        this.channel = channel;
        this.bound = bound;
    }

    /// Binds and begins to accept.
    ///
    /// A socket file that nobody answers on is a left-over of a process that died, and is removed.
    ///
    /// @param childInitializer prepares each accepted connection, on its event loop
    /// @throws ListenException where the address is taken or not allowed
    public static Listener bind(EventLoops loops, Address address, ChannelHandler childInitializer)
            throws ListenException {
        if (address instanceof UnixPath unix) {
            removeStale(unix);
        }
        Transport transport = loops.transport();
        var bootstrap = new ServerBootstrap()
                .group(loops.group())
                .channel(transport.serverChannel(address))
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childHandler(childInitializer);
        if (address instanceof HostPort) {
            bootstrap
                    .option(ChannelOption.SO_REUSEADDR, true)
                    .childOption(ChannelOption.TCP_NODELAY, true)
                    .childOption(ChannelOption.SO_KEEPALIVE, true);
        }
        ChannelFuture bind =
                bootstrap.bind(SocketAddresses.of(transport, address)).awaitUninterruptibly();
        if (!bind.isSuccess()) {
            throw new ListenException(address + ": " + why(address, bind.cause()));
        }
        return new Listener(bind.channel(), boundAddress(address, bind.channel()));
    }

    private static Address boundAddress(Address asked, Channel channel) {
        return asked instanceof HostPort tcp && channel.localAddress() instanceof InetSocketAddress local
                ? new HostPort(tcp.host(), local.getPort())
                : asked;
    }

    private static String why(Address address, Throwable cause) {
        String text = String.valueOf(cause.getMessage());
        if (text.contains("in use") && address instanceof HostPort tcp) {
            return "address already in use" + PortHolder.describe(tcp.port()) + "; stop it or choose another address";
        }
        if (text.contains("ermission denied")) {
            return "permission denied; ports below 1024 and foreign folders need more rights";
        }
        if (cause instanceof java.nio.channels.UnresolvedAddressException) {
            return "unknown host";
        }
        return text;
    }

    private static void removeStale(UnixPath unix) throws ListenException {
        Path path = Path.of(unix.path());
        if (!Files.exists(path)) {
            return;
        }
        try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            probe.connect(UnixDomainSocketAddress.of(path));
            throw new ListenException(unix + ": another process listens on this socket");
        } catch (IOException _) {
            removeFile(unix, path);
        }
    }

    private static void removeFile(UnixPath unix, Path path) throws ListenException {
        boolean socket = !Files.isRegularFile(path) && !Files.isDirectory(path);
        try {
            if (!socket) {
                throw new ListenException(unix + ": the path exists and is no socket");
            }
            Files.delete(path);
        } catch (IOException e) {
            throw new ListenException(unix + ": cannot remove the old socket: " + e.getMessage());
        }
    }

    /// The address in use, the real port in place of a 0.
    public Address bound() {
        return bound;
    }

    /// Stops accepting; connections that are open stay open. Removes a unix socket's file.
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
