package dev.attache.net.tls;

import dev.attache.base.Address;
import dev.attache.base.HostPort;
import dev.attache.base.UnixPath;
import dev.attache.base.pem.PemCertificates;
import dev.attache.base.pem.PemException;
import dev.attache.base.pem.PemPair;
import dev.attache.config.UpstreamTlsConfig;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.handler.ssl.OpenSslSessionContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.util.NetUtil;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/// The client's side of TLS, for all endpoints of a cluster: whom to trust, under which name, and what to show.
///
/// Sessions are remembered for each endpoint, so that a further connection is agreed on in less. Safe from any thread.
public final class TlsClient {
    private static final String CHECK_NAME = "HTTPS";
    private static final int SESSIONS_MAX = 1024;

    /// The one protocol that nobody speaks who has not agreed on it: without ALPN a server takes it for HTTP/1.1.
    private static final String NEVER_PRESUMED = "h2";

    private final UpstreamTlsConfig config;
    private final List<String> offered;
    private final SslContext context;

    private TlsClient(UpstreamTlsConfig config, List<String> offered, SslContext context) {
        this.config = config;
        this.offered = List.copyOf(offered);
        this.context = context;
    }

    /// Makes one out of settings; null where they say that endpoints are spoken to in the clear.
    ///
    /// @param offered protocols in the words of ALPN, the best first, in place of those of the settings
    /// @throws TlsException saying what is wrong with them, and never quoting a key
    public static @Nullable TlsClient of(UpstreamTlsConfig config, List<String> offered) throws TlsException {
        if (!config.enabled()) {
            return null;
        }
        TlsEngine engine = TlsEngine.of(config.engine());
        SslContextBuilder builder = SslContextBuilder.forClient()
                .sessionCacheSize(SESSIONS_MAX)
                .endpointIdentificationAlgorithm(config.verify() ? CHECK_NAME : null);
        trust(builder, config);
        identify(builder, config, engine);
        SslContext context = TlsTerms.build(builder, engine.collected(), offered);
        if (context.sessionContext() instanceof OpenSslSessionContext sessions) {
            sessions.setSessionCacheEnabled(true);
        }
        return new TlsClient(config, offered, context);
    }

    private static void trust(SslContextBuilder builder, UpstreamTlsConfig config) throws TlsException {
        if (!config.verify()) {
            builder.trustManager(InsecureTrustManagerFactory.INSTANCE);
            return;
        }
        try {
            builder.trustManager(DatedTrust.of(
                    config.ca().isSet() ? PemCertificates.read(config.ca().reveal()) : List.of()));
        } catch (PemException e) {
            throw new TlsException("ca " + e.getMessage());
        }
    }

    private static void identify(SslContextBuilder builder, UpstreamTlsConfig config, TlsEngine engine)
            throws TlsException {
        if (config.cert().isSet()) {
            try {
                PemPair pair = PemPair.read(config.cert().reveal(), config.key().reveal());
                builder.keyManager(PairKeys.of(new PairSelector(List.of(pair), new ServerNames()), 1, engine));
            } catch (PemException e) {
                throw new TlsException("cert or key " + e.getMessage());
            }
        }
    }

    /// The handler of one connection.
    ///
    /// @param handshakeMillisMax how long the endpoint may take to agree
    public SslHandler newHandler(ByteBufAllocator allocator, Address endpoint, long handshakeMillisMax) {
        String name = nameOf(endpoint);
        int port = endpoint instanceof HostPort tcp ? tcp.port() : 0;
        SslHandler handler = context.newHandler(allocator, name, port);
        handler.setHandshakeTimeoutMillis(handshakeMillisMax);
        SSLParameters parameters = handler.engine().getSSLParameters();
        askFor(name, parameters);
        handler.engine().setSSLParameters(parameters);
        return handler;
    }

    /// The name that an endpoint's certificate has to be for.
    public String nameOf(Address endpoint) {
        if (!config.serverName().isEmpty()) {
            return config.serverName();
        }
        return switch (endpoint) {
            case HostPort tcp -> tcp.host();
            case UnixPath _ -> "localhost";
        };
    }

    /// Names without a dot are asked for as well, as those of services in a cluster are; addresses never (RFC 6066, 3).
    static void askFor(String name, SSLParameters parameters) {
        if (!NetUtil.isValidIpV4Address(name) && !NetUtil.isValidIpV6Address(name)) {
            parameters.setServerNames(List.of(new SNIHostName(name)));
        }
    }

    /// Whether what was agreed on by ALPN is what was offered, or what goes without saying where nothing was agreed on.
    public boolean accepts(Channel channel) {
        String agreed = protocolOf(channel);
        return agreed.isEmpty()
                ? offered.isEmpty() || !offered.stream().allMatch(NEVER_PRESUMED::equals)
                : offered.contains(agreed);
    }

    /// What both sides have agreed on by ALPN; empty where they have not, or where the channel is in the clear.
    public static String protocolOf(Channel channel) {
        SslHandler handler = channel.pipeline().get(SslHandler.class);
        String agreed = handler == null ? null : handler.applicationProtocol();
        return agreed == null ? "" : agreed;
    }
}
