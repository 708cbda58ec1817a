package dev.attache.role.logs.state;

/// The folder of the state cannot be used; the message names it, says why and what to do.
public final class StateException extends Exception {
    private static final long serialVersionUID = 1L;

    public StateException(String message) {
        super(message);
    }
}
