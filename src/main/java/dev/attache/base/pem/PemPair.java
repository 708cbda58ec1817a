package dev.attache.base.pem;

import dev.attache.base.Ascii;
import dev.attache.base.pem.PemException.Part;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;

/// A certificate chain and the key that belongs to it.
///
/// @param chain the certificate itself first, then those that signed it
public record PemPair(List<X509Certificate> chain, PrivateKey key) {
    private static final byte[] SAMPLE = Ascii.bytes("attache");

    public PemPair {
        chain = List.copyOf(chain);
    }

    /// Reads both, and has the key sign something to see that they belong together.
    ///
    /// @throws PemException saying what is wrong, and never quoting the key
    public static PemPair read(String cert, String key) throws PemException {
        PemPair pair = new PemPair(PemCertificates.read(cert), PemKey.read(key));
        pair.checkMatch();
        return pair;
    }

    /// The certificate itself.
    public X509Certificate leaf() {
        return chain.getFirst();
    }

    private void checkMatch() throws PemException {
        String algorithm = switch (key.getAlgorithm()) {
            case "EC" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            default -> "EdDSA";
        };
        try {
            Signature signer = Signature.getInstance(algorithm);
            signer.initSign(key);
            signer.update(SAMPLE);
            byte[] signature = signer.sign();
            signer.initVerify(leaf().getPublicKey());
            signer.update(SAMPLE);
            if (!signer.verify(signature)) {
                throw new PemException(Part.KEY, "is not that of the certificate");
            }
        } catch (GeneralSecurityException _) {
            throw new PemException(Part.KEY, "is not that of the certificate");
        }
    }

    /// Says whose it is, and nothing of the key.
    @Override
    public String toString() {
        return "PemPair[" + leaf().getSubjectX500Principal() + "]";
    }
}
