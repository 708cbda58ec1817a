package dev.attache.role.http.client;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import javax.security.auth.x500.X500Principal;

/// Tells upstreams which certificate a client has shown, once it was found good: `X-Client-Cert-Subject`, its
/// distinguished name (RFC 4514), and `X-Client-Cert-Sha256`, the digest of the whole certificate.
final class ClientProof {
    private static final int SUBJECT_CHARS_MAX = 2048;

    private ClientProof() {}

    /// The header lines. Where the name is longer than 2,048 characters the digest has to do.
    static byte[] of(X509Certificate certificate) {
        StringBuilder lines = new StringBuilder(160);
        String subject = printable(certificate.getSubjectX500Principal().getName(X500Principal.RFC2253));
        if (subject.length() <= SUBJECT_CHARS_MAX) {
            lines.append("X-Client-Cert-Subject: ").append(subject).append("\r\n");
        }
        lines.append("X-Client-Cert-Sha256: ").append(digest(certificate)).append("\r\n");
        return lines.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /// Whatever no header line may hold stands as a backslash and two digits for each of its bytes (RFC 4514, 2.4).
    private static String printable(String name) {
        StringBuilder safe = new StringBuilder(name.length());
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            if (b >= ' ' && b < 0x7F) {
                safe.append((char) b);
            } else {
                safe.append('\\').append(HexFormat.of().toHexDigits(b));
            }
        }
        return safe.toString();
    }

    private static String digest(X509Certificate certificate) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no digest of a certificate", e);
        }
    }
}
