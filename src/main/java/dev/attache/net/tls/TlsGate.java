package dev.attache.net.tls;

import dev.attache.base.Ticker;
import dev.attache.config.TlsConfig;
import io.netty.channel.Channel;
import io.netty.util.IllegalReferenceCountException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a listener's connections begin: with TLS, by certificates that may be renewed while it is open, or in the clear.
/// Safe from any thread.
public final class TlsGate implements AutoCloseable {
    private final List<String> protocols;
    private final Ticker ticker;
    private TlsConfig config;
    private volatile @Nullable TlsServer server;
    private volatile boolean closed;

    private TlsGate(TlsConfig config, List<String> protocols, Ticker ticker, @Nullable TlsServer server) {
        this.config = config;
        this.protocols = List.copyOf(protocols);
        this.ticker = ticker;
        this.server = server;
    }

    /// One for settings; in the clear where they have no certificate.
    ///
    /// @param protocols what is offered by ALPN, the best first, such as `http/1.1`
    /// @throws TlsException saying what is wrong with them, and never quoting a key
    public static TlsGate of(TlsConfig config, List<String> protocols, Ticker ticker) throws TlsException {
        TlsServer server = config.isOn() ? TlsServer.of(config, protocols, ticker, null) : null;
        return new TlsGate(config, protocols, ticker, server);
    }

    /// One for connections that speak in the clear.
    public static TlsGate inTheClear() {
        return new TlsGate(TlsConfig.OFF, List.of(), Ticker.SYSTEM, null);
    }

    /// Adds what the connection needs to its pipeline, which is empty yet; on the connection's loop.
    public void prepare(Channel channel) {
        TlsServer now = server;
        while (now != null && !closed) {
            try {
                channel.pipeline().addLast(now.newHandler(channel.alloc()));
                return;
            } catch (IllegalReferenceCountException _) {
                // Another has just taken its place.
                now = server;
            }
        }
        if (now != null) {
            channel.close();
        }
    }

    /// Goes over to other settings; connections that are open go on.
    ///
    /// @return false where they would make a listener in the clear one by TLS, or the other way round
    /// @throws TlsException saying what is wrong with them; those before stay in force
    public synchronized boolean renew(TlsConfig next) throws TlsException {
        TlsServer before = server;
        if (closed || next.isOn() != config.isOn()) {
            return false;
        }
        if (before != null && !next.equals(config)) {
            server = TlsServer.of(next, protocols, ticker, before);
            before.release();
        }
        config = next;
        return true;
    }

    /// No connection comes any more; those that are open go on.
    @Override
    public synchronized void close() {
        TlsServer held = server;
        if (held != null && !closed) {
            closed = true;
            held.release();
        }
    }
}
