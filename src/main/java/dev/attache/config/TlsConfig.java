package dev.attache.config;

import dev.attache.base.Secret;
import java.util.List;

/// How a listener proves who it is, and whom it lets in. Without a certificate it speaks in the clear.
///
/// Files are watched: a renewed pair counts for new connections as soon as both its files fit each other.
@Doc("how a listener proves who it is, and whom it lets in; without a certificate it speaks in the clear")
public record TlsConfig(
        @Doc("certificate chain in PEM, its own first, best as {file: PATH}; shown to whoever names no other")
        @Default("")
        Secret cert,

        @Doc("private key in PEM, not encrypted, best as {file: PATH}") @Default("")
        Secret key,

        @Doc("further certificates, shown to clients that ask for one of their names (SNI)") @Default("[]")
        List<CertificateConfig> certificates,

        @Doc("authorities in PEM; clients show a certificate that one of them signed") @Default("")
        Secret clientCa,

        @Doc("whether a client without such a certificate is let in: required or optional") @Default("required")
        ClientAuth clientAuth,

        @Doc("what does the work: auto (BoringSSL where it loads), boringssl or jdk") @Default("auto")
        TlsEngineChoice engine) {

    /// In the clear.
    public static final TlsConfig OFF =
            new TlsConfig(Secret.NONE, Secret.NONE, List.of(), Secret.NONE, ClientAuth.REQUIRED, TlsEngineChoice.AUTO);

    public TlsConfig {
        certificates = List.copyOf(certificates);
        Pem.checkPair(cert, key);
        Pem.checkAuthorities("client-ca", clientCa);
        if (!cert.isSet() && !certificates.isEmpty()) {
            throw new IllegalArgumentException("certificates: need a cert beside them, for clients that name none");
        }
        if (!cert.isSet() && clientCa.isSet()) {
            throw new IllegalArgumentException("client-ca: needs a cert beside it");
        }
    }

    /// Whether connections are encrypted.
    public boolean isOn() {
        return cert.isSet();
    }

    /// What becomes of clients that show no certificate.
    public enum ClientAuth {
        REQUIRED,
        OPTIONAL
    }
}
