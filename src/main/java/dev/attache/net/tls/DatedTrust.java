package dev.attache.net.tls;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// Trusts what authorities have signed, as the JDK does, and looks at the dates of a peer's own certificate even where
/// that is itself among the authorities, which the JDK does not.
final class DatedTrust extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager jdk;

    private DatedTrust(X509ExtendedTrustManager jdk) {
        this.jdk = jdk;
    }

    /// @param authorities to trust; those of the JVM where there are none
    static X509ExtendedTrustManager of(List<X509Certificate> authorities) {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(authorities.isEmpty() ? null : storeOf(authorities));
            for (TrustManager each : factory.getTrustManagers()) {
                if (each instanceof X509ExtendedTrustManager found) {
                    return new DatedTrust(found);
                }
            }
            throw new IllegalStateException("this JVM checks no certificates");
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this JVM checks no certificates", e);
        }
    }

    private static KeyStore storeOf(List<X509Certificate> authorities) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (int i = 0; i < authorities.size(); i++) {
            store.setCertificateEntry(Integer.toString(i), authorities.get(i));
        }
        return store;
    }

    private static X509Certificate[] inDate(X509Certificate[] chain) throws CertificateException {
        chain[0].checkValidity();
        return chain;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        jdk.checkClientTrusted(inDate(chain), authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, @Nullable Socket socket)
            throws CertificateException {
        jdk.checkClientTrusted(inDate(chain), authType, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, @Nullable SSLEngine engine)
            throws CertificateException {
        jdk.checkClientTrusted(inDate(chain), authType, engine);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        jdk.checkServerTrusted(inDate(chain), authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, @Nullable Socket socket)
            throws CertificateException {
        jdk.checkServerTrusted(inDate(chain), authType, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, @Nullable SSLEngine engine)
            throws CertificateException {
        jdk.checkServerTrusted(inDate(chain), authType, engine);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return jdk.getAcceptedIssuers();
    }
}
