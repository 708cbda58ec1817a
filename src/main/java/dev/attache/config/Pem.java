package dev.attache.config;

import dev.attache.base.Secret;
import dev.attache.base.pem.PemCertificates;
import dev.attache.base.pem.PemException;
import dev.attache.base.pem.PemPair;

/// Looks at certificates and keys while the file is read, so that a pair that does not fit is a mistake of the file
/// like any other and never comes into force.
final class Pem {
    private Pem() {}

    /// @throws IllegalArgumentException where one is absent or they do not fit; beginning with the key `cert` or `key`
    static void checkPair(Secret cert, Secret key) {
        if (cert.isSet() != key.isSet()) {
            throw new IllegalArgumentException((cert.isSet() ? "key" : "cert") + ": is needed beside the other");
        }
        if (cert.isSet()) {
            try {
                PemPair.read(cert.reveal(), key.reveal());
            } catch (PemException e) {
                String at = e.part() == PemException.Part.CERT ? "cert: " : "key: ";
                throw new IllegalArgumentException(at + e.getMessage(), e);
            }
        }
    }

    /// @param name of the key that holds them
    /// @throws IllegalArgumentException where there is text in which no certificate stands
    static void checkAuthorities(String name, Secret authorities) {
        if (authorities.isSet()) {
            try {
                PemCertificates.read(authorities.reveal());
            } catch (PemException e) {
                throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
            }
        }
    }
}
