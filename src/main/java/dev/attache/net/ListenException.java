package dev.attache.net;

/// An address cannot be listened on; the message names it and says why and what to do.
public final class ListenException extends Exception {
    private static final long serialVersionUID = 1L;

    public ListenException(String message) {
        super(message);
    }
}
