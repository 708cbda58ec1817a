package dev.attache.net.tls;

import dev.attache.base.pem.PemPair;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/// Picks the certificate of a handshake by the name that the client asks for. The engine knows a pair by its place in
/// the list, the default having the first.
final class PairSelector extends X509ExtendedKeyManager {
    private final List<PemPair> pairs;
    private final String[] aliases;
    private final ServerNames names;

    /// @param names leads from a name to a place in the list
    PairSelector(List<PemPair> pairs, ServerNames names) {
        this.pairs = List.copyOf(pairs);
        this.names = names;
        this.aliases = new String[pairs.size()];
        for (int i = 0; i < aliases.length; i++) {
            aliases[i] = Integer.toString(i);
        }
    }

    @Override
    public @Nullable String chooseEngineServerAlias(String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
        int chosen = names.find(nameAskedBy(engine));
        return pairs.get(chosen).key().getAlgorithm().equals(keyType) ? aliases[chosen] : null;
    }

    private static String nameAskedBy(SSLEngine engine) {
        SSLSession session = engine.getHandshakeSession();
        if (session instanceof ExtendedSSLSession extended) {
            for (SNIServerName each : extended.getRequestedServerNames()) {
                if (each instanceof SNIHostName host) {
                    return host.getAsciiName();
                }
            }
        }
        return "";
    }

    @Override
    public @Nullable String chooseEngineClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, SSLEngine engine) {
        return clientAlias(keyTypes);
    }

    private @Nullable String clientAlias(String[] keyTypes) {
        for (String each : keyTypes) {
            if (pairs.getFirst().key().getAlgorithm().equals(each)) {
                return aliases[0];
            }
        }
        return null;
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        return pairs.get(Integer.parseInt(alias)).chain().toArray(X509Certificate[]::new);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return pairs.get(Integer.parseInt(alias)).key();
    }

    @Override
    public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return aliases.clone();
    }

    @Override
    public String[] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return aliases.clone();
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, Socket socket) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(String[] keyTypes, Principal @Nullable [] issuers, Socket socket) {
        return clientAlias(keyTypes);
    }
}
