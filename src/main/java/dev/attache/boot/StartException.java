package dev.attache.boot;

/// The daemon could not start; the message names what failed, says why and what to do. Nothing of it is left running.
public final class StartException extends Exception {
    private static final long serialVersionUID = 1L;

    public StartException(String message) {
        super(message);
    }
}
