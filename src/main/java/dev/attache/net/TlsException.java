package dev.attache.net;

/// A certificate and a key that nobody can be served with; the message says why and quotes neither.
public final class TlsException extends Exception {
    private static final long serialVersionUID = 1L;

    TlsException(String message) {
        super(message);
    }
}
