package dev.attache.net;

import dev.attache.config.TlsConfig;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.util.List;
import javax.net.ssl.SSLException;

/// The server's side of TLS: one certificate, TLS 1.2 and 1.3, the protocol above chosen by ALPN (RFC 7301).
public final class TlsServer {
    private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};

    private final SslContext context;

    private TlsServer(SslContext context) {
        this.context = context;
    }

    /// Reads certificate and key.
    ///
    /// @param protocols what is offered by ALPN, the best first, such as `http/1.1`
    /// @throws TlsException saying what is wrong with them, and never quoting the key
    public static TlsServer of(TlsConfig config, List<String> protocols) throws TlsException {
        PemPair pair = PemPair.read(config.cert().reveal(), config.key().reveal());
        try {
            return new TlsServer(SslContextBuilder.forServer(pair.key(), pair.chain())
                    .sslProvider(SslProvider.JDK)
                    .protocols(VERSIONS)
                    .applicationProtocolConfig(new ApplicationProtocolConfig(
                            Protocol.ALPN,
                            SelectorFailureBehavior.NO_ADVERTISE,
                            SelectedListenerFailureBehavior.ACCEPT,
                            protocols))
                    .build());
        } catch (SSLException e) {
            throw new TlsException("certificate and key are refused: " + e.getMessage());
        }
    }

    /// The handler of one connection.
    ///
    /// @param handshakeMillisMax how long a client may take to agree
    public SslHandler newHandler(ByteBufAllocator allocator, long handshakeMillisMax) {
        SslHandler handler = context.newHandler(allocator);
        handler.setHandshakeTimeoutMillis(handshakeMillisMax);
        return handler;
    }
}
