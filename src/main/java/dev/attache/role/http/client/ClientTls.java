package dev.attache.role.http.client;

import dev.attache.base.Ticker;
import dev.attache.config.TlsConfig;
import dev.attache.net.tls.TlsException;
import dev.attache.net.tls.TlsServer;
import dev.attache.observe.MetricSink;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.IllegalReferenceCountException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The TLS that clients come by, as the settings ask for now. Shared by all event loops, and safe from any thread;
/// settings are changed by one at a time.
public final class ClientTls {
    private static final List<String> PROTOCOLS = List.of("h2", "http/1.1");

    private final Ticker ticker;
    private volatile @Nullable TlsServer server;

    /// Begins without.
    public ClientTls(Ticker ticker) {
        this.ticker = ticker;
    }

    /// Takes new settings.
    ///
    /// @throws TlsException where they cannot be used; what there was is kept
    public void use(TlsConfig wanted) throws TlsException {
        TlsServer before = server;
        server = wanted.isOn() ? TlsServer.of(wanted, PROTOCOLS, ticker, before) : null;
        release(before);
    }

    /// Whether clients come by TLS.
    public boolean isOn() {
        return server != null;
    }

    /// The TLS of one connection.
    SslHandler newHandler(Channel channel) {
        while (true) {
            TlsServer now = server;
            if (now == null) {
                throw new IllegalStateException("there is no TLS here any more");
            }
            try {
                return now.newHandler(channel.alloc());
            } catch (IllegalReferenceCountException _) {
                // Another has just taken its place.
            }
        }
    }

    /// Tells of its certificates.
    ///
    /// @param role its name
    public void collect(MetricSink sink, String role) {
        TlsServer now = server;
        if (now != null) {
            now.collect(sink, role);
        }
    }

    /// Takes it away; connections that there are go on.
    public void close() {
        release(server);
        server = null;
    }

    private static void release(@Nullable TlsServer server) {
        if (server != null) {
            server.release();
        }
    }
}
