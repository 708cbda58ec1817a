package dev.attache.net;

import dev.attache.base.Address;
import dev.attache.base.HostPort;
import dev.attache.base.UnixPath;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;

/// Opens connections. Names are looked up on a thread of their own, so that a slow name service stops no event loop.
public final class Dialer {
    private Dialer() {}

    /// Connects on the event loop; the promise is completed there.
    ///
    /// @param handler takes the connection's bytes
    public static Promise<Channel> dial(
            EventLoop loop, Transport transport, Address address, Duration connectTimeout, ChannelHandler handler) {
        Promise<Channel> result = loop.newPromise();
        if (address instanceof HostPort tcp && !isNumeric(tcp.host())) {
            Thread.ofVirtual().name("attache-lookup").start(() -> {
                InetSocketAddress found = new InetSocketAddress(tcp.host(), tcp.port());
                if (found.isUnresolved()) {
                    result.setFailure(new IOException("unknown host " + tcp.host()));
                } else {
                    connect(loop, transport, address, found, connectTimeout, handler, result);
                }
            });
        } else {
            SocketAddress target = SocketAddresses.of(transport, address);
            connect(loop, transport, address, target, connectTimeout, handler, result);
        }
        return result;
    }

    private static boolean isNumeric(String host) {
        return host.indexOf(':') >= 0
                || host.chars().allMatch(letter -> letter == '.' || (letter >= '0' && letter <= '9'));
    }

    private static void connect(
            EventLoop loop,
            Transport transport,
            Address address,
            SocketAddress target,
            Duration connectTimeout,
            ChannelHandler handler,
            Promise<Channel> result) {
        var bootstrap = new Bootstrap()
                .group(loop)
                .channel(transport.channel(address))
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) Math.max(1, connectTimeout.toMillis()))
                .handler(handler);
        if (!(address instanceof UnixPath)) {
            bootstrap.option(ChannelOption.TCP_NODELAY, true).option(ChannelOption.SO_KEEPALIVE, true);
        }
        bootstrap.connect(target).addListener(done -> {
            if (done.isSuccess()) {
                result.setSuccess(((io.netty.channel.ChannelFuture) done).channel());
            } else {
                result.setFailure(new IOException(why(done.cause())));
            }
        });
    }

    /// The reason without the address, which the caller knows, and without names that mean nothing to people.
    private static String why(Throwable cause) {
        String text = String.valueOf(cause.getMessage());
        if (text.contains("refused")) {
            return "connection refused";
        }
        if (text.contains("timed out")) {
            return "connection timed out";
        }
        int colon = text.indexOf(": ");
        return text.startsWith("connect") && colon > 0 ? text.substring(colon + 2) : text;
    }
}
