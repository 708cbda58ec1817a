package dev.attache.net;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/// A certificate chain and the key that belongs to it, out of PEM (RFC 7468).
record PemPair(X509Certificate[] chain, PrivateKey key) {
    private static final String KEY_BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String KEY_END = "-----END PRIVATE KEY-----";
    private static final List<String> ALGORITHMS = List.of("EC", "RSA", "EdDSA");
    private static final byte[] SAMPLE = "attache".getBytes(StandardCharsets.US_ASCII);

    /// @throws TlsException saying what is wrong, and never quoting the key
    static PemPair read(String cert, String key) throws TlsException {
        PemPair pair = new PemPair(chainOf(cert), keyOf(key));
        pair.checkMatch();
        return pair;
    }

    private static X509Certificate[] chainOf(String pem) throws TlsException {
        try {
            X509Certificate[] chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
                    .toArray(X509Certificate[]::new);
            if (chain.length == 0) {
                throw new TlsException("cert holds no certificate");
            }
            return chain;
        } catch (CertificateException _) {
            throw new TlsException("cert is no certificate in PEM");
        }
    }

    private static PrivateKey keyOf(String pem) throws TlsException {
        int begin = pem.indexOf(KEY_BEGIN);
        int end = pem.indexOf(KEY_END);
        if (begin < 0 || end < begin) {
            throw new TlsException("key is no private key in PEM, unencrypted PKCS#8: it lacks " + KEY_BEGIN);
        }
        byte[] bytes;
        try {
            bytes = Base64.getMimeDecoder().decode(pem.substring(begin + KEY_BEGIN.length(), end));
        } catch (IllegalArgumentException _) {
            throw new TlsException("key is not in Base64");
        }
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes));
            } catch (InvalidKeySpecException _) {
                // Then it is one of the next algorithm.
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("no keys of " + algorithm, e);
            }
        }
        throw new TlsException("key is none of " + ALGORITHMS);
    }

    private void checkMatch() throws TlsException {
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
            signer.initVerify(chain[0]);
            signer.update(SAMPLE);
            if (!signer.verify(signature)) {
                throw new TlsException("key is not that of the certificate");
            }
        } catch (GeneralSecurityException _) {
            throw new TlsException("key is not that of the certificate");
        }
    }
}
