package dev.attache.role.logs.output;

/// A receiver is gone for good; the message says which and why.
public final class OutputGoneException extends Exception {
    private static final long serialVersionUID = 1L;

    public OutputGoneException(String message) {
        super(message);
    }
}
