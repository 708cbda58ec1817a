package dev.attache.net.tls;

import dev.attache.base.Secret;
import dev.attache.base.Ticker;
import dev.attache.base.pem.PemCertificates;
import dev.attache.base.pem.PemException;
import dev.attache.base.pem.PemPair;
import dev.attache.config.CertificateConfig;
import dev.attache.config.TlsConfig;
import dev.attache.config.TlsEngineChoice;
import dev.attache.observe.MetricSink;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.OpenSslSessionContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/// The server's side of TLS: certificates by the name that the client asks for, client certificates where they are
/// wanted, the protocol above chosen by ALPN (RFC 7301).
///
/// Safe from any thread. One stands for one version of the settings; a renewed certificate makes another, and
/// connections of the former go on.
public final class TlsServer {
    private final TlsConfig config;
    private final TlsEngine engine;
    private final SslContext context;
    private final List<PemPair> pairs;
    private final @Nullable TicketKeys tickets;

    private TlsServer(
            TlsConfig config, TlsEngine engine, SslContext context, List<PemPair> pairs, @Nullable TicketKeys tickets) {
        this.config = config;
        this.engine = engine;
        this.context = context;
        this.pairs = List.copyOf(pairs);
        this.tickets = tickets;
    }

    /// Makes one out of settings.
    ///
    /// @param protocols what is offered by ALPN, the best first, such as `http/1.1`
    /// @param before the one whose place it takes, and whose clients may resume their sessions; null where none is
    /// @throws TlsException saying what is wrong with them, and never quoting a key
    public static TlsServer of(TlsConfig config, List<String> protocols, Ticker ticker, @Nullable TlsServer before)
            throws TlsException {
        List<PemPair> pairs = new ArrayList<>();
        ServerNames names = new ServerNames();
        pairs.add(pairOf(config.cert(), config.key()));
        names.add(ServerNames.of(pairs.getFirst().leaf()), 0);
        for (CertificateConfig each : config.certificates()) {
            PemPair pair = pairOf(each.cert(), each.key());
            names.add(each.names().isEmpty() ? ServerNames.of(pair.leaf()) : each.names(), pairs.size());
            pairs.add(pair);
        }
        TlsEngine engine = engineFor(config.engine(), pairs);
        SslContextBuilder builder =
                SslContextBuilder.forServer(PairKeys.of(new PairSelector(pairs, names), pairs.size(), engine));
        admitClients(builder, config);
        SslContext context = TlsTerms.build(builder, engine.counted(), protocols);
        return new TlsServer(config, engine, context, pairs, ticketsFor(context, config, ticker, before));
    }

    private static PemPair pairOf(Secret cert, Secret key) throws TlsException {
        try {
            return PemPair.read(cert.reveal(), key.reveal());
        } catch (PemException e) {
            throw new TlsException((e.part() == PemException.Part.CERT ? "cert " : "key ") + e.getMessage());
        }
    }

    /// BoringSSL has no Ed25519 for servers; the JDK has.
    private static TlsEngine engineFor(TlsEngineChoice wanted, List<PemPair> pairs) throws TlsException {
        boolean edwards =
                pairs.stream().anyMatch(each -> each.key().getAlgorithm().equals("EdDSA"));
        return TlsEngine.of(edwards && wanted == TlsEngineChoice.AUTO ? TlsEngineChoice.JDK : wanted);
    }

    private static void admitClients(SslContextBuilder builder, TlsConfig config) throws TlsException {
        if (!config.clientCa().isSet()) {
            builder.trustManager(new NoTrust());
            return;
        }
        try {
            builder.trustManager(
                    DatedTrust.of(PemCertificates.read(config.clientCa().reveal())));
        } catch (PemException e) {
            throw new TlsException("client-ca " + e.getMessage());
        }
        boolean required = config.clientAuth() == TlsConfig.ClientAuth.REQUIRED;
        builder.clientAuth(required ? ClientAuth.REQUIRE : ClientAuth.OPTIONAL);
    }

    /// Nothing is kept here for sessions: BoringSSL seals them into tickets. They are worthless after a change of whom
    /// to admit, since nobody is checked again who resumes one.
    private static @Nullable TicketKeys ticketsFor(
            SslContext context, TlsConfig config, Ticker ticker, @Nullable TlsServer before) {
        if (context.sessionContext() instanceof OpenSslSessionContext sessions) {
            TicketKeys known = before != null && before.admitsAs(config) ? before.tickets : null;
            TicketKeys tickets = known == null ? new TicketKeys(ticker) : known;
            sessions.setSessionCacheEnabled(false);
            tickets.giveTo(sessions);
            return tickets;
        }
        return null;
    }

    private boolean admitsAs(TlsConfig next) {
        return config.clientCa().equals(next.clientCa()) && config.clientAuth() == next.clientAuth();
    }

    /// The handler of one connection. How long the handshake may take is up to the caller.
    ///
    /// @throws io.netty.util.IllegalReferenceCountException after [#release]
    public SslHandler newHandler(ByteBufAllocator allocator) {
        TicketKeys known = tickets;
        if (known != null && known.isDue() && context.sessionContext() instanceof OpenSslSessionContext sessions) {
            known.giveTo(sessions);
        }
        ReferenceCountUtil.retain(context);
        try {
            SslHandler handler = context.newHandler(allocator);
            handler.setHandshakeTimeoutMillis(0);
            return handler;
        } finally {
            ReferenceCountUtil.release(context);
        }
    }

    /// The certificate that the client has shown and that was found good; null where it has shown none.
    public static @Nullable X509Certificate clientCertificate(SslHandler handler) {
        try {
            return handler.engine().getSession().getPeerCertificates()[0] instanceof X509Certificate leaf ? leaf : null;
        } catch (SSLPeerUnverifiedException _) {
            return null;
        }
    }

    /// Shows what does the work, and until when each certificate is good.
    public void collect(MetricSink sink, String role) {
        sink.info("http_tls", "What does the work of TLS.", "role", role, "engine", engine.label());
        for (PemPair each : pairs) {
            sink.gauge(
                    "http_tls_certificate_expiry_timestamp_seconds",
                    "When the certificate ceases to be valid, in seconds since 1970.",
                    each.leaf().getNotAfter().toInstant().getEpochSecond(),
                    "role",
                    role,
                    "certificate",
                    nameOf(each.leaf()));
        }
    }

    private static String nameOf(X509Certificate certificate) {
        List<String> names = ServerNames.of(certificate);
        return names.isEmpty() ? certificate.getSubjectX500Principal().getName() : names.getFirst();
    }

    /// Gives back what the engine holds; connections that were made before go on.
    public void release() {
        ReferenceCountUtil.release(context);
    }
}
