package dev.attache.base.pem;

import dev.attache.base.pem.PemException.Part;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;

/// Certificates out of PEM: a chain, or authorities to trust.
public final class PemCertificates {
    private PemCertificates() {}

    /// All certificates of the text, in its order.
    ///
    /// @throws PemException where there is none, or one that cannot be read
    public static List<X509Certificate> read(String pem) throws PemException {
        try {
            List<X509Certificate> found = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
                    .stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            if (found.isEmpty()) {
                throw new PemException(Part.CERT, "holds no certificate");
            }
            return found;
        } catch (CertificateException _) {
            throw new PemException(Part.CERT, "is no certificate in PEM");
        }
    }
}
