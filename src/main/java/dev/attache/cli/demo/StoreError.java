package dev.attache.cli.demo;

/// A command that a store refuses; the message is the error reply without its `-`.
final class StoreError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoreError(String reply) {
        super(reply, null, false, false);
    }
}
