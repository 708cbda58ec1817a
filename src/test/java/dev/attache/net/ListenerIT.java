package dev.attache.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attache.base.Address;
import dev.attache.base.HostPort;
import dev.attache.base.UnixPath;
import dev.attache.testing.Eventually;
import dev.attache.testing.RawClient;
import dev.attache.testing.RecordingObserver;
import dev.attache.testing.RedisServer;
import dev.attache.testing.TempFolder;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.attache.net.UsableTransports#all")
class ListenerIT {
    private static final int LOOPS = 2;

    private final Transport transport;
    private final EventLoops loops;
    private final RecordingObserver observer = new RecordingObserver();
    private final List<AutoCloseable> opened = new ArrayList<>();

    ListenerIT(Transport transport) {
        this.transport = transport;
        this.loops = EventLoops.start(transport, LOOPS);
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

    /// Tells each client the name of its event loop's thread, then echoes.
    private static final class LoopNameHandler extends ChannelInboundHandlerAdapter {
        @Override
        public void channelActive(ChannelHandlerContext context) {
            ByteBuf name = context.alloc().buffer();
            name.writeCharSequence(Thread.currentThread().getName() + "\n", StandardCharsets.US_ASCII);
            context.writeAndFlush(name);
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            context.writeAndFlush(message);
        }
    }

    private static ChannelInitializer<Channel> echo() {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline().addLast(new LoopNameHandler());
            }
        };
    }

    private Listener listen(Address address) throws ListenException {
        Listener listener = Listener.bind(loops, address, observer, echo());
        opened.add(listener::close);
        return listener;
    }

    private Listener listenOnLoopback() throws ListenException {
        return listen(new HostPort("127.0.0.1", 0));
    }

    private RawClient connectTo(Listener listener) throws IOException {
        return later(RawClient.connect((HostPort) listener.bound()));
    }

    private UnixPath freshPath() throws IOException {
        return new UnixPath(
                later(TempFolder.create("unix")).path().resolve("a.sock").toString());
    }

    @Test
    void aPortOfZeroBecomesTheRealOne() throws Exception {
        Listener listener = listenOnLoopback();

        assertThat(listener.bound()).isInstanceOfSatisfying(HostPort.class, bound -> {
            assertThat(bound.host()).isEqualTo("127.0.0.1");
            assertThat(bound.port()).isPositive();
        });
    }

    @Test
    void connectionsAreHandedInTurnToTheLoops() throws Exception {
        Listener listener = listenOnLoopback();
        List<String> loopsUsed = new ArrayList<>();

        for (int i = 0; i < 2 * LOOPS; i++) {
            loopsUsed.add(connectTo(listener).readBytes("attache-loop-0\n".length()));
        }

        assertThat(loopsUsed)
                .containsExactly("attache-loop-0\n", "attache-loop-1\n", "attache-loop-0\n", "attache-loop-1\n");
    }

    @Test
    void openConnectionsAreCountedAndShown() throws Exception {
        Listener listener = listenOnLoopback();
        RawClient first = connectTo(listener);
        connectTo(listener).readBytes(1);
        first.readBytes(1);

        assertThat(listener.open()).isEqualTo(2);
        first.close();
        Eventually.passes(() -> assertThat(listener.open()).isEqualTo(1));
        assertThat(observer.samples())
                .containsEntry("listener_connections{listener=" + listener.bound() + "}", 1.0)
                .containsEntry("listener_accepted{listener=" + listener.bound() + "}", 2.0);
    }

    @Test
    void closingEndsAcceptingAndLeavesConnectionsOpen() throws Exception {
        Listener listener = listenOnLoopback();
        RawClient client = connectTo(listener);
        client.readBytes("attache-loop-0\n".length());

        listener.close();
        listener.close();

        HostPort left = (HostPort) listener.bound();
        // NIO gives the port back when its selector comes round, a moment after the close.
        Eventually.passes(
                () -> assertThatThrownBy(() -> RawClient.connect(left).close()).isInstanceOf(IOException.class));
        assertThat(client.send("still there").readBytes(11)).isEqualTo("still there");
        assertThat(observer.samples()).isEmpty();
    }

    @Test
    void withoutAHostEveryInterfaceIsListenedOn() throws Exception {
        Listener listener = listen(new HostPort("", 0));
        int port = ((HostPort) listener.bound()).port();

        assertThat(listener.bound()).hasToString(":" + port);
        later(RawClient.connect(new HostPort("127.0.0.1", port))).readBytes(1);
        if (Files.exists(Path.of("/proc/net/if_inet6"))
                && !Files.readString(Path.of("/proc/net/if_inet6")).isEmpty()) {
            later(RawClient.connect(new HostPort("::1", port))).readBytes(1);
        }
    }

    @Test
    void aPortInUseIsRefusedWithItsHolder() throws Exception {
        RedisServer holder = later(RedisServer.start());

        assertThatThrownBy(() -> listen(holder.address()))
                .isInstanceOf(ListenException.class)
                .hasMessage("127.0.0.1:" + holder.port() + ": address already in use (held by redis-server, pid "
                        + holder.pid() + "); stop it or choose another");
    }

    @Test
    void aHolderOfAnotherAddressOnThatPortIsNotBlamed() throws Exception {
        ServerSocket ours = later(new ServerSocket());
        ours.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        HostPort other = new HostPort("127.0.0.2", ours.getLocalPort());

        assertThat(PortHolder.describe(other)).isEmpty();
        assertThat(PortHolder.describe(new HostPort("127.0.0.1", other.port())))
                .contains("pid " + ProcessHandle.current().pid());
        assertThat(PortHolder.describe(new HostPort("", other.port())))
                .contains("pid " + ProcessHandle.current().pid());
    }

    @Test
    void anAddressOfNoInterfaceIsRefusedWithTheReason() {
        assertThatThrownBy(() -> listen(new HostPort("192.0.2.1", 7000)))
                .isInstanceOf(ListenException.class)
                .hasMessage("192.0.2.1:7000: no interface of this machine has this address");
    }

    @Test
    void aNameThatNobodyKnowsIsRefusedWithTheReason() {
        assertThatThrownBy(() -> listen(new HostPort("nowhere.invalid", 7000)))
                .isInstanceOf(ListenException.class)
                .hasMessage("nowhere.invalid:7000: unknown host");
    }

    @Test
    void aUnixSocketServesAndItsFileIsForOwnerAndGroup() throws Exception {
        UnixPath path = freshPath();
        listen(path);

        assertThat(Files.getPosixFilePermissions(Path.of(path.path())))
                .isEqualTo(PosixFilePermissions.fromString("rw-rw----"));
        try (SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(path.path()))) {
            ByteBuffer name = ByteBuffer.allocate("attache-loop-0\n".length());
            while (name.hasRemaining() && client.read(name) >= 0) {
                // A stream may come in pieces.
            }
            assertThat(new String(name.array(), StandardCharsets.US_ASCII)).isEqualTo("attache-loop-0\n");
        }
    }

    @Test
    void theFileOfAUnixSocketIsGoneWhenItIsClosedAndThatOfASuccessorStays() throws Exception {
        UnixPath path = freshPath();
        Listener first = listen(path);
        first.close();
        assertThat(Path.of(path.path())).doesNotExist();

        listen(path);
        first.close();

        assertThat(Path.of(path.path())).exists();
    }

    @Test
    void aSocketThatADeadProcessLeftIsReplaced() throws Exception {
        UnixPath path = freshPath();
        ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        dead.bind(UnixDomainSocketAddress.of(path.path()));
        dead.close();
        assertThat(Path.of(path.path())).exists();

        listen(path);

        SocketChannel.open(UnixDomainSocketAddress.of(path.path())).close();
    }

    @Test
    void aSocketThatIsAnsweredIsLeftAloneEvenWhenItsQueueIsFull() throws Exception {
        UnixPath path = freshPath();
        ServerSocketChannel other = later(ServerSocketChannel.open(StandardProtocolFamily.UNIX));
        other.bind(UnixDomainSocketAddress.of(path.path()), 1);
        // The queue of a backlog of 1 holds two.
        later(SocketChannel.open(UnixDomainSocketAddress.of(path.path())));
        later(SocketChannel.open(UnixDomainSocketAddress.of(path.path())));

        assertThatThrownBy(() -> listen(path))
                .isInstanceOf(ListenException.class)
                .hasMessage(path + ": another process listens on this socket; stop it or choose another path");
        assertThat(Path.of(path.path())).exists();
    }

    @Test
    void aFileThatIsNoSocketIsNeverRemoved() throws Exception {
        UnixPath path = freshPath();
        Files.writeString(Path.of(path.path()), "precious");

        assertThatThrownBy(() -> listen(path))
                .isInstanceOf(ListenException.class)
                .hasMessage(path + ": the path exists and is no socket; choose another");
        assertThat(Path.of(path.path())).hasContent("precious");
    }

    @Test
    void aFolderThatDoesNotExistIsNamed() throws Exception {
        UnixPath path = new UnixPath(freshPath().path() + ".d/a.sock");

        assertThatThrownBy(() -> listen(path))
                .isInstanceOf(ListenException.class)
                .hasMessage(path + ": the folder of the socket does not exist");
    }

    @Test
    void theTransportIsTheOneAskedFor() {
        assertThat(loops.transport()).isEqualTo(transport);
    }
}
