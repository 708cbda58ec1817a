package dev.attache.net;

import dev.attache.base.Address;
import dev.attache.base.HostPort;
import dev.attache.base.UnixPath;
import dev.attache.observe.MetricSink;
import dev.attache.observe.MetricSource;
import dev.attache.observe.Observer;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicBoolean;

/// Accepts connections on one address and hands them in turn to the event loops.
///
/// A unix socket is made for its owner and group (mode 0660); who else may reach it is up to the folder.
public final class Listener {
    private static final String UNIX_MODE = "rw-rw----";

    private final Channel channel;
    private final Address bound;
    private final AcceptHandler acceptor;
    private final Observer observer;
    private final MetricSource metrics = this::collect;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Listener(Channel channel, Address bound, AcceptHandler acceptor, Observer observer) {
        this.channel = channel;
        this.bound = bound;
        this.acceptor = acceptor;
        this.observer = observer;
    }

    /// Binds and begins to accept. Without a host it listens on every interface, IPv4 and IPv6.
    ///
    /// A socket file that nobody answers on is a left-over of a process that died, and is removed. May block, so
    /// not for an event loop.
    ///
    /// @param observer told when accepting fails, and asked to show the connections that are open
    /// @param childInitializer prepares each accepted connection, on its event loop
    /// @throws ListenException where the address is taken or not allowed
    public static Listener bind(EventLoops loops, Address address, Observer observer, ChannelHandler childInitializer)
            throws ListenException {
        if (address instanceof UnixPath unix) {
            StaleSocket.remove(unix);
        }
        var acceptor = new AcceptHandler(loops.all(), loops.transport(), address, childInitializer, observer);
        Transport transport = loops.transport();
        Bootstrap bootstrap = new Bootstrap()
                .group(loops.group())
                .channel(transport.serverChannel(address))
                .option(ChannelOption.SO_BACKLOG, SocketOptions.BACKLOG)
                .handler(acceptor);
        if (address instanceof HostPort) {
            bootstrap.option(ChannelOption.SO_REUSEADDR, true);
        }
        ChannelFuture bind =
                bootstrap.bind(SocketAddresses.of(transport, address)).awaitUninterruptibly();
        if (!bind.isSuccess()) {
            throw new ListenException(address + ": " + why(address, bind.cause()));
        }
        var listener = new Listener(bind.channel(), boundAddress(address, bind.channel()), acceptor, observer);
        listener.restrictFile();
        observer.register(listener.metrics);
        return listener;
    }

    private static Address boundAddress(Address asked, Channel channel) {
        return asked instanceof HostPort tcp && channel.localAddress() instanceof InetSocketAddress local
                ? new HostPort(tcp.host(), local.getPort())
                : asked;
    }

    static String why(Address address, Throwable cause) {
        if (cause instanceof UnresolvedAddressException) {
            return "unknown host";
        }
        String reason = Dialer.why(cause);
        return switch (reason) {
            case "address already in use" -> reason + PortHolder.describe(address) + "; stop it or choose another";
            case "cannot assign requested address" -> "no interface of this machine has this address";
            case "permission denied" -> "permission denied; ports below 1024 and foreign folders need more rights";
            case "no such file or directory" -> "the folder of the socket does not exist";
            default -> reason;
        };
    }

    private void restrictFile() throws ListenException {
        if (bound instanceof UnixPath unix) {
            restrict(unix, UNIX_MODE, this::close);
        }
    }

    /// @param close is run where it fails
    static void restrict(UnixPath unix, String mode, Runnable close) throws ListenException {
        try {
            Files.setPosixFilePermissions(Path.of(unix.path()), PosixFilePermissions.fromString(mode));
        } catch (IOException e) {
            close.run();
            throw new ListenException(unix + ": cannot set the mode of the socket: " + Dialer.why(e));
        }
    }

    private void collect(MetricSink sink) {
        String label = bound.toString();
        sink.gauge("listener_connections", "Connections open.", open(), "listener", label);
        sink.counter("listener_accepted", "Connections accepted.", acceptor.accepted(), "listener", label);
    }

    /// The address in use, the real port in place of a 0.
    public Address bound() {
        return bound;
    }

    /// Accepted connections that are still open.
    public int open() {
        return acceptor.open();
    }

    /// Stops accepting; connections that are open stay open. Removes a unix socket's file. May be called again.
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        observer.unregister(metrics);
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
