package dev.attache.role.metrics.source;

import dev.attache.base.Address;
import dev.attache.base.HostPort;
import dev.attache.base.UnixPath;
import dev.attache.net.ListenException;
import dev.attache.net.OwnLoop;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInitializer;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/// Where apps send lines to, by UDP, TCP and unix datagrams; all of it arrives on one thread of its own.
public final class PushPorts implements AutoCloseable {
    /// TCP connections at once; a further one is closed.
    public static final int CONNECTIONS_MAX = 1024;

    private static final long TICK_MILLIS = 250;

    /// What is received, all on one thread.
    public interface Receiver {
        /// Lines, of which the last may lack its end.
        void onLines(byte[] bytes, int from, int end);

        default void onUdp() {}

        default void onUnix() {}

        default void onConnection() {}

        default void onTooLongLine() {}

        /// Some times a second.
        void onTick(long nowNanos);
    }

    private final OwnLoop loop;
    private final Receiver receiver;
    private int connections;

    private PushPorts(OwnLoop loop, Receiver receiver) {
        this.loop = loop;
        this.receiver = receiver;
    }

    /// Begins to receive.
    ///
    /// @param listen host and port for UDP and TCP, or a path for unix datagrams
    /// @param unix a path for unix datagrams besides; empty where there is none
    /// @throws IOException naming what cannot be listened on, and why
    public static PushPorts open(String thread, Address listen, String unix, Receiver receiver, Clocks clocks)
            throws IOException {
        var ports = new PushPorts(OwnLoop.start(thread), receiver);
        try {
            switch (listen) {
                case HostPort tcp -> {
                    ports.loop.bindDatagrams(tcp, ports.counted(receiver::onUdp));
                    ports.loop.bindStreams(tcp, ports.new Connections());
                }
                case UnixPath path -> ports.loop.bindDatagrams(path, ports.counted(receiver::onUnix));
            }
            if (!unix.isEmpty()) {
                ports.loop.bindDatagrams(Address.parse(unix), ports.counted(receiver::onUnix));
            }
        } catch (ListenException refused) {
            ports.close();
            throw new IOException("cannot listen: " + refused.getMessage(), refused);
        }
        ports.loop
                .loop()
                .scheduleWithFixedDelay(
                        () -> receiver.onTick(clocks.nanos()), TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
        return ports;
    }

    private OwnLoop.Datagrams counted(Runnable counter) {
        return (bytes, length) -> {
            counter.run();
            receiver.onLines(bytes, 0, length);
        };
    }

    @Sharable
    private final class Connections extends ChannelInitializer<Channel> {
        @Override
        protected void initChannel(Channel channel) {
            if (connections == CONNECTIONS_MAX) {
                channel.close();
                return;
            }
            connections++;
            receiver.onConnection();
            channel.closeFuture().addListener(_ -> connections--);
            channel.pipeline().addLast(new LineHandler(receiver::onLines, receiver::onTooLongLine));
        }
    }

    /// Ends the thread, and with it all connections.
    @Override
    public void close() {
        loop.close();
    }
}
