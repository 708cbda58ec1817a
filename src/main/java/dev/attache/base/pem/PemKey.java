package dev.attache.base.pem;

import dev.attache.base.pem.PemException.Part;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/// A private key out of PEM that is not encrypted: PKCS#8, or the older forms of RSA (PKCS#1) and of elliptic curves
/// (SEC 1, RFC 5915), which the JDK reads when they are put into PKCS#8.
final class PemKey {
    private static final List<String> ALGORITHMS = List.of("EC", "RSA", "EdDSA");

    private PemKey() {}

    static PrivateKey read(String pem) throws PemException {
        byte[] pkcs8 = block(pem, "PRIVATE KEY");
        if (pkcs8.length == 0) {
            pkcs8 = Der.pkcs8OfRsa(block(pem, "RSA PRIVATE KEY"));
        }
        if (pkcs8.length == 0) {
            pkcs8 = Der.pkcs8OfCurve(block(pem, "EC PRIVATE KEY"));
        }
        if (pkcs8.length == 0) {
            throw new PemException(Part.KEY, "is no private key in PEM that is not encrypted");
        }
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            } catch (InvalidKeySpecException _) {
                // Then it is one of the next algorithm.
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("no keys of " + algorithm, e);
            }
        }
        throw new PemException(Part.KEY, "is none of " + ALGORITHMS);
    }

    /// The bytes of the first block of this label; none where there is no such block.
    private static byte[] block(String pem, String label) throws PemException {
        String begin = "-----BEGIN " + label + "-----";
        int from = pem.indexOf(begin);
        int to = pem.indexOf("-----END " + label + "-----");
        if (from < 0 || to < from) {
            return new byte[0];
        }
        String text = pem.substring(from + begin.length(), to);
        if (text.contains("ENCRYPTED")) {
            return new byte[0];
        }
        try {
            return Base64.getMimeDecoder().decode(text);
        } catch (IllegalArgumentException _) {
            throw new PemException(Part.KEY, "is not in Base64");
        }
    }
}
