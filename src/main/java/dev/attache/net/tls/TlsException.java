package dev.attache.net.tls;

/// Settings of TLS that nobody can be served with; the message says why and quotes no key.
public final class TlsException extends Exception {
    private static final long serialVersionUID = 1L;

    TlsException(String message) {
        super(message);
    }
}
