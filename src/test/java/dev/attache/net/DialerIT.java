package dev.attache.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.base.Address;
import dev.attache.base.HostPort;
import dev.attache.base.UnixPath;
import dev.attache.testing.Eventually;
import dev.attache.testing.FreePorts;
import dev.attache.testing.TempFolder;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.attache.net.UsableTransports#all")
class DialerIT {
    private final EventLoops loops;
    private final List<AutoCloseable> opened = new ArrayList<>();

    DialerIT(Transport transport) {
        this.loops = EventLoops.start(transport, 1);
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable each : opened.reversed()) {
            each.close();
        }
        loops.close();
    }

    private <T extends AutoCloseable> T later(T open) {
        opened.add(open);
        return open;
    }

    private Promise<Channel> dial(Address address, Duration timeout) {
        Promise<Channel> dialed = Dialer.dial(
                loops.all().getFirst(), loops.transport(), address, timeout, new ChannelInboundHandlerAdapter());
        assertThat(dialed.awaitUninterruptibly(20, TimeUnit.SECONDS))
                .as("an end in time")
                .isTrue();
        return dialed;
    }

    private Channel connected(Address address) {
        Promise<Channel> dialed = dial(address, Duration.ofSeconds(10));
        assertThat(dialed.isSuccess()).as("connected: %s", dialed.cause()).isTrue();
        return dialed.getNow();
    }

    private ServerSocket listenOnLoopback(int backlog) throws IOException {
        return later(new ServerSocket(0, backlog, InetAddress.getLoopbackAddress()));
    }

    @Test
    void aConnectionComesWithItsOptionsAndItsHandler() throws Exception {
        ServerSocket server = listenOnLoopback(8);
        AtomicBoolean seen = new AtomicBoolean();
        ChannelInboundHandlerAdapter handler = new ChannelInboundHandlerAdapter() {
            @Override
            public void channelInactive(ChannelHandlerContext context) {
                seen.set(true);
            }
        };

        Channel channel = Dialer.dial(
                        loops.all().getFirst(),
                        loops.transport(),
                        new HostPort("127.0.0.1", server.getLocalPort()),
                        Duration.ofSeconds(10),
                        handler)
                .get(20, TimeUnit.SECONDS);

        assertThat(channel.config().getOption(ChannelOption.TCP_NODELAY)).isTrue();
        assertThat(channel.config().getOption(ChannelOption.SO_KEEPALIVE)).isTrue();
        server.accept().close();
        Eventually.holds("the handler saw the end", seen::get);
    }

    @Test
    void aNameIsLookedUpAndEachOfItsAddressesTried() throws Exception {
        ServerSocket server = listenOnLoopback(8);

        assertThat(connected(new HostPort("localhost", server.getLocalPort())).isActive())
                .isTrue();
    }

    @Test
    void aRefusalIsToldInWordsAndWithoutAStackTrace() {
        Promise<Channel> dialed = dial(new HostPort("127.0.0.1", FreePorts.next()), Duration.ofSeconds(10));

        assertThat(dialed.cause()).isInstanceOf(DialException.class).hasMessage("connection refused");
        assertThat(dialed.cause().getStackTrace()).isEmpty();
    }

    @Test
    void whereEveryAddressOfANameRefusesTheLastRefusalIsTold() {
        Promise<Channel> dialed = dial(new HostPort("localhost", FreePorts.next()), Duration.ofSeconds(10));

        assertThat(dialed.cause()).isInstanceOf(DialException.class).hasMessage("connection refused");
    }

    @Test
    void anUnknownNameIsTold() {
        Promise<Channel> dialed = dial(new HostPort("nowhere.invalid", 1), Duration.ofSeconds(10));

        assertThat(dialed.cause()).isInstanceOf(DialException.class).hasMessage("unknown host nowhere.invalid");
    }

    @Test
    void aPeerThatDoesNotAnswerIsGivenUpInTime() throws Exception {
        ServerSocket server = listenOnLoopback(1);
        // The queue of a backlog of 1 holds two; what comes after is not answered.
        later(new Socket(server.getInetAddress(), server.getLocalPort()));
        later(new Socket(server.getInetAddress(), server.getLocalPort()));

        Promise<Channel> dialed = dial(new HostPort("127.0.0.1", server.getLocalPort()), Duration.ofMillis(300));

        assertThat(dialed.cause()).isInstanceOf(DialException.class).hasMessage("connection timed out");
    }

    @Test
    void aUnixSocketIsDialled() throws Exception {
        UnixPath path = freshPath();
        ServerSocketChannel server = later(ServerSocketChannel.open(StandardProtocolFamily.UNIX));
        server.bind(UnixDomainSocketAddress.of(path.path()));

        assertThat(connected(path).isActive()).isTrue();
    }

    @Test
    void aUnixSocketThatIsNotThereIsTold() throws Exception {
        Promise<Channel> dialed = dial(freshPath(), Duration.ofSeconds(10));

        assertThat(dialed.cause()).isInstanceOf(DialException.class).hasMessage("no such file or directory");
    }

    private UnixPath freshPath() throws IOException {
        return new UnixPath(
                later(TempFolder.create("dial")).path().resolve("a.sock").toString());
    }

    @Test
    void aConnectionThatNobodyWantsAnyMoreIsClosed() throws Exception {
        ServerSocket server = listenOnLoopback(8);
        Promise<Channel> dialed = Dialer.dial(
                loops.all().getFirst(),
                loops.transport(),
                new HostPort("localhost", server.getLocalPort()),
                Duration.ofSeconds(10),
                new ChannelInboundHandlerAdapter());

        if (dialed.cancel(false)) {
            server.setSoTimeout(500);
            try (Socket accepted = server.accept()) {
                assertThat(accepted.getInputStream().read()).isNegative();
            } catch (SocketTimeoutException _) {
                assertThat(dialed.isCancelled()).isTrue();
            }
        }
    }
}
