package dev.attache.role.logs.receive;

import dev.attache.base.Address;
import dev.attache.base.Ticker;
import dev.attache.config.TlsConfig;
import dev.attache.net.DatagramListener;
import dev.attache.net.EventLoops;
import dev.attache.net.ListenException;
import dev.attache.net.Listener;
import dev.attache.net.Transport;
import dev.attache.net.tls.TlsException;
import dev.attache.net.tls.TlsServer;
import dev.attache.observe.Observer;
import dev.attache.role.logs.spool.Spool;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.ssl.SslHandler;
import java.io.Closeable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What listens for lines, on one event loop of its own.
public final class Receivers implements Closeable {
    private static final long HANDSHAKE_MILLIS = 10_000;

    private final Observer observer;
    private final Ticker ticker;
    private final EventLoops loops;
    private final ChannelGroup connections;
    private final List<Listener> listeners = new ArrayList<>();
    private final List<DatagramListener> datagramListeners = new ArrayList<>();
    private final List<TlsServer> servers = new ArrayList<>();

    /// What becomes of what one input receives.
    ///
    /// @param lineMax bytes of a message
    /// @param isSyslog whether messages are syslog's, rather than lines
    public record Into(Spool spool, int lineMax, boolean isSyslog, IntakeEvents events) {}

    /// @param transport that of the house
    public Receivers(Transport transport, Observer observer, Ticker ticker) {
        this.observer = observer;
        this.ticker = ticker;
        this.loops = EventLoops.start(transport.forDatagrams(), 1);
        this.connections = new DefaultChannelGroup(loops.all().getFirst());
    }

    /// Accepts connections on a TCP port or a unix socket.
    ///
    /// @param connectionsMax at one time; further ones are closed at once
    /// @throws ListenException where the address, or the certificate, cannot be used
    public void accept(Address address, TlsConfig tls, int connectionsMax, Into into) throws ListenException {
        TlsServer server = serverOf(address, tls);
        Intake intake = intake(connectionsMax, into);
        listeners.add(Listener.bind(loops, address, observer, new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel channel) {
                connections.add(channel);
                if (server != null) {
                    SslHandler secure = server.newHandler(channel.alloc());
                    secure.setHandshakeTimeoutMillis(HANDSHAKE_MILLIS);
                    channel.pipeline().addLast(secure);
                }
                Framing framing = into.isSyslog() ? new SyslogFraming() : new LineFraming();
                channel.pipeline().addLast(new StreamHandler(intake, framing));
            }
        }));
    }

    private @Nullable TlsServer serverOf(Address address, TlsConfig tls) throws ListenException {
        if (!tls.isOn()) {
            return null;
        }
        try {
            TlsServer server = TlsServer.of(tls, List.of(), ticker, null);
            servers.add(server);
            return server;
        } catch (TlsException e) {
            throw new ListenException(address + ": tls: " + e.getMessage());
        }
    }

    /// Receives datagrams on a UDP port or a unix socket.
    ///
    /// @throws ListenException where the address cannot be used
    public void receive(Address address, Into into) throws ListenException {
        Intake intake = intake(1, into);
        datagramListeners.add(DatagramListener.bind(loops, address, new DatagramHandler(intake, into.isSyslog())));
    }

    private Intake intake(int sendersMax, Into into) {
        return new Intake(loops.all().getFirst(), into.spool(), into.lineMax(), sendersMax, into.events());
    }

    /// Takes in nothing more; what was received is in the spools when this returns, as far as they have room.
    public void stop() {
        listeners.forEach(Listener::close);
        datagramListeners.forEach(DatagramListener::close);
        connections.close().awaitUninterruptibly();
    }

    @Override
    public void close() {
        stop();
        loops.close();
        servers.forEach(TlsServer::release);
    }
}
