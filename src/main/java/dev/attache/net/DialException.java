package dev.attache.net;

import java.io.IOException;

/// A connection could not be opened; the message says why, without the address, which the caller knows.
///
/// Without a stack trace: a peer that is down says nothing about this code.
public final class DialException extends IOException {
    private static final long serialVersionUID = 1L;

    DialException(String message) {
        super(message);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
