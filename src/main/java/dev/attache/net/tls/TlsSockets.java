package dev.attache.net.tls;

import dev.attache.base.HostPort;
import dev.attache.base.Secret;
import dev.attache.base.pem.PemCertificates;
import dev.attache.base.pem.PemException;
import dev.attache.base.pem.PemPair;
import dev.attache.config.UpstreamTlsConfig;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/// TLS for sockets that block, as those have that ask or send a batch once in a while from a thread of their own. By
/// the JDK, in its own versions and suites, whatever engine the settings name.
public final class TlsSockets {
    private static final String CHECK_NAME = "HTTPS";
    private static final KeyManager[] NO_KEYS = {};

    private final UpstreamTlsConfig config;
    private final SSLSocketFactory sockets;

    private TlsSockets(UpstreamTlsConfig config, SSLSocketFactory sockets) {
        this.config = config;
        this.sockets = sockets;
    }

    /// Sockets that trust these authorities and no others.
    ///
    /// @param authorities in PEM; those of the JVM where there are none
    /// @throws TlsException where they cannot be read
    public static SSLSocketFactory trusting(Secret authorities) throws TlsException {
        return factory(NO_KEYS, new TrustManager[] {trust(authorities)});
    }

    /// Sockets as settings have them; null where they say that servers are spoken to in the clear.
    ///
    /// @throws TlsException saying what is wrong with them, and never quoting a key
    public static @Nullable TlsSockets of(UpstreamTlsConfig config) throws TlsException {
        if (!config.enabled()) {
            return null;
        }
        TrustManager[] trusted = config.verify()
                ? new TrustManager[] {trust(config.ca())}
                : InsecureTrustManagerFactory.INSTANCE.getTrustManagers();
        return new TlsSockets(config, factory(keys(config), trusted));
    }

    private static TrustManager trust(Secret authorities) throws TlsException {
        try {
            return DatedTrust.of(authorities.isSet() ? PemCertificates.read(authorities.reveal()) : List.of());
        } catch (PemException e) {
            throw new TlsException("ca " + e.getMessage());
        }
    }

    private static KeyManager[] keys(UpstreamTlsConfig config) throws TlsException {
        if (!config.cert().isSet()) {
            return NO_KEYS;
        }
        try {
            PemPair pair = PemPair.read(config.cert().reveal(), config.key().reveal());
            return new KeyManager[] {new PairSelector(List.of(pair), new ServerNames())};
        } catch (PemException e) {
            throw new TlsException("cert or key " + e.getMessage());
        }
    }

    private static SSLSocketFactory factory(KeyManager[] keys, TrustManager[] trusted) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, trusted, null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no TLS", e);
        }
    }

    /// Agrees on TLS over a connection that is open. Closing what comes back closes that as well.
    ///
    /// @param server whose host its certificate has to be for, where the settings name no other
    /// @throws IOException where they do not agree, saying why without anything that the server could have chosen
    public Socket over(Socket plain, HostPort server) throws IOException {
        String host = server.host().isEmpty() ? "localhost" : server.host();
        String name = config.serverName().isEmpty() ? host : config.serverName();
        try {
            SSLSocket socket = (SSLSocket) sockets.createSocket(plain, name, server.port(), true);
            SSLParameters parameters = socket.getSSLParameters();
            if (config.verify()) {
                parameters.setEndpointIdentificationAlgorithm(CHECK_NAME);
            }
            TlsClient.askFor(name, parameters);
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return socket;
        } catch (SSLException refused) {
            throw new IOException(TlsFault.of(refused).message(), refused);
        }
    }
}
