package dev.attache.base.pem;

/// A certificate or key that cannot be used. The message says why, begins with `cert`, `key` or neither, and quotes
/// nothing of a key.
public final class PemException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Part part;

    /// What of a pair is wrong.
    public enum Part {
        CERT,
        KEY
    }

    PemException(Part part, String message) {
        super(message);
        this.part = part;
    }

    /// What is wrong: the certificate or the key.
    public Part part() {
        return part;
    }
}
