package dev.attache.net;

import dev.attache.base.Address;
import dev.attache.base.HostPort;
import dev.attache.base.HumanDuration;
import dev.attache.base.Ticker;
import dev.attache.base.UnixPath;
import dev.attache.net.DialException.Fault;
import dev.attache.net.tls.TlsClient;
import dev.attache.net.tls.TlsFault;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.AttributeKey;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.io.FileNotFoundException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Opens connections. Names are looked up off the loop, so that a slow name service stops no event loop; where a name
/// has several addresses they are tried in turn and share the time.
public final class Dialer {
    /// Addresses of one name that are tried.
    static final int ADDRESSES_MAX = 4;

    /// On a connection to a host by its name: how long it took to look that up.
    private static final AttributeKey<Long> LOOKUP_NANOS = AttributeKey.valueOf("attache.lookup-nanos");

    /// Reasons that people know, as they are found in the texts of all transports.
    private static final List<String> REASONS = List.of(
            "connection refused",
            "connection reset",
            "no route to host",
            "network is unreachable",
            "no such file or directory",
            "permission denied",
            "cannot assign requested address",
            "too many open files",
            "resource temporarily unavailable",
            "address already in use");

    /// Stands in the pipeline until there is a connection. What goes wrong until then the futures tell.
    @Sharable
    private static final class NoHandler extends ChannelInboundHandlerAdapter {
        static final NoHandler INSTANCE = new NoHandler();

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }

    private final EventLoop loop;
    private final Transport transport;
    private final DialPlan plan;
    private final ChannelHandler handler;
    private final Promise<Channel> result;
    private long lookupNanos;

    private Dialer(EventLoop loop, Transport transport, DialPlan plan, ChannelHandler handler) {
        this.loop = loop;
        this.transport = transport;
        this.plan = plan;
        this.handler = handler;
        this.result = loop.newPromise();
    }

    /// Connects on the event loop, and agrees on TLS where the plan asks for it.
    ///
    /// @param handler takes the connection's bytes; joins the pipeline when there is a connection
    /// @return completed on the loop; fails with [DialException]. Cancelling it closes what is found too late.
    public static Promise<Channel> dial(EventLoop loop, Transport transport, DialPlan plan, ChannelHandler handler) {
        var dialer = new Dialer(loop, transport, plan, handler);
        switch (plan.address()) {
            case HostPort tcp when !isNumeric(tcp.host()) -> dialer.lookUp(tcp);
            case HostPort _, UnixPath _ -> dialer.connect(List.of(SocketAddresses.of(transport, plan.address())), 0);
        }
        return dialer.result;
    }

    /// Connects in the clear.
    public static Promise<Channel> dial(
            EventLoop loop, Transport transport, Address address, Duration connectTimeout, ChannelHandler handler) {
        return dial(loop, transport, DialPlan.inTheClear(address, connectTimeout), handler);
    }

    /// How long it took to look up the name that a connection was made to; 0 where there was none to look up.
    public static long lookupNanos(Channel connection) {
        Long nanos = connection.attr(LOOKUP_NANOS).get();
        return nanos == null ? 0 : nanos;
    }

    private static boolean isNumeric(String host) {
        return host.isEmpty() || NetUtil.isValidIpV4Address(host) || NetUtil.isValidIpV6Address(host);
    }

    private void lookUp(HostPort tcp) {
        long begun = Ticker.SYSTEM.nanos();
        Future<?> limit = loop.schedule(
                () -> result.tryFailure(new DialException("looking up " + tcp.host() + " took longer than "
                        + HumanDuration.format(plan.connectTimeout()))),
                plan.connectTimeout().toNanos(),
                TimeUnit.NANOSECONDS);
        NameLookup.of(tcp.host())
                .whenComplete((found, failure) -> loop.execute(() -> {
                    limit.cancel(false);
                    lookupNanos = Ticker.SYSTEM.nanos() - begun;
                    onLookedUp(tcp, found, failure);
                }));
    }

    private void onLookedUp(HostPort tcp, InetAddress @Nullable [] found, @Nullable Throwable failure) {
        if (found == null || found.length == 0) {
            result.tryFailure(failure == null ? DialException.unknownHost(tcp.host()) : failure);
            return;
        }
        List<SocketAddress> targets = new ArrayList<>();
        for (int i = 0; i < found.length && targets.size() < ADDRESSES_MAX; i++) {
            if (plan.admits().test(found[i])) {
                targets.add(new InetSocketAddress(found[i], tcp.port()));
            }
        }
        if (targets.isEmpty()) {
            result.tryFailure(new DialException(Fault.BARRED, tcp.host() + " leads to addresses that are barred"));
        } else {
            connect(targets, 0);
        }
    }

    private void connect(List<SocketAddress> targets, int index) {
        if (result.isDone()) {
            return;
        }
        long timeoutMillis = Math.clamp(plan.connectTimeout().toMillis() / targets.size(), 1, Integer.MAX_VALUE);
        Bootstrap bootstrap = new Bootstrap()
                .group(loop)
                .channel(transport.channel(plan.address()))
                .disableResolver()
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) timeoutMillis)
                .handler(NoHandler.INSTANCE);
        if (transport == Transport.IO_URING && ReadRing.isUsable()) {
            ReadRing.serve(bootstrap);
        }
        bootstrap.connect(targets.get(index)).addListener((ChannelFuture done) -> {
            if (done.isSuccess()) {
                onConnected(done.channel());
            } else if (index + 1 < targets.size()) {
                connect(targets, index + 1);
            } else {
                result.tryFailure(new DialException(why(done.cause())));
            }
        });
    }

    private void onConnected(Channel channel) {
        if (result.isDone()) {
            channel.close();
            return;
        }
        SocketOptions.prepare(channel, plan.address());
        if (lookupNanos > 0) {
            channel.attr(LOOKUP_NANOS).set(lookupNanos);
        }
        if (plan.preface().length > 0) {
            channel.writeAndFlush(Unpooled.wrappedBuffer(plan.preface()));
        }
        TlsClient tls = plan.tls();
        if (tls == null) {
            settle(channel);
        } else {
            agree(channel, tls);
        }
    }

    private void agree(Channel channel, TlsClient tls) {
        SslHandler secure = tls.newHandler(
                channel.alloc(), plan.address(), plan.connectTimeout().toMillis());
        channel.pipeline().addFirst(secure);
        secure.handshakeFuture().addListener(agreed -> {
            if (agreed.isSuccess() && tls.accepts(channel)) {
                settle(channel);
            } else if (agreed.isSuccess()) {
                result.tryFailure(
                        new DialException(Fault.NO_PROTOCOL, "it agrees on no protocol that is offered (ALPN)"));
                channel.close();
            } else {
                result.tryFailure(new DialException(TlsFault.of(agreed.cause())));
                channel.close();
            }
        });
    }

    private void settle(Channel channel) {
        channel.pipeline().replace(NoHandler.INSTANCE, null, handler);
        if (!result.trySuccess(channel)) {
            channel.close();
        }
    }

    /// The reason in words that people know, without the address.
    static String why(Throwable cause) {
        String text = cause.getMessage();
        if (text == null) {
            return switch (cause) {
                case FileNotFoundException _ -> "no such file or directory";
                case NoRouteToHostException _ -> "no route to host";
                default -> cause.getClass().getSimpleName();
            };
        }
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.contains("timed out")) {
            return "connection timed out";
        }
        for (String reason : REASONS) {
            if (lower.contains(reason)) {
                return reason;
            }
        }
        return text;
    }
}
