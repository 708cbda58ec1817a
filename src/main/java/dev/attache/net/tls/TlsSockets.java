package dev.attache.net.tls;

import dev.attache.base.Secret;
import dev.attache.base.pem.PemCertificates;
import dev.attache.base.pem.PemException;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

/// TLS for sockets that block, as those have that send a batch once in a while from a thread of their own. By the JDK,
/// in its own versions and suites.
public final class TlsSockets {
    private TlsSockets() {}

    /// Sockets that trust these authorities and no others.
    ///
    /// @param authorities in PEM; those of the JVM where there are none
    /// @throws TlsException where they cannot be read
    public static SSLSocketFactory trusting(Secret authorities) throws TlsException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            TrustManager trust =
                    DatedTrust.of(authorities.isSet() ? PemCertificates.read(authorities.reveal()) : List.of());
            context.init(null, new TrustManager[] {trust}, null);
            return context.getSocketFactory();
        } catch (PemException e) {
            throw new TlsException("ca " + e.getMessage());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no TLS", e);
        }
    }
}
