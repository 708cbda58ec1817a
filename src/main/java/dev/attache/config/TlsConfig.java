package dev.attache.config;

import dev.attache.base.Secret;

/// How a listener proves who it is. Without a certificate it speaks in the clear.
///
/// Both are read with the file and again at each reload, so a renewed certificate takes SIGHUP and no restart.
@Doc("how a listener proves who it is; without a certificate it speaks in the clear")
public record TlsConfig(
        @Doc("certificate chain in PEM, its own first, best as {file: PATH}") @Default("")
        Secret cert,

        @Doc("private key in PEM (PKCS#8, not encrypted), best as {file: PATH}") @Default("")
        Secret key) {

    public TlsConfig {
        if (cert.isSet() != key.isSet()) {
            throw new IllegalArgumentException((cert.isSet() ? "key" : "cert") + ": is needed beside the other");
        }
    }

    /// Whether connections are encrypted.
    public boolean isOn() {
        return cert.isSet();
    }
}
