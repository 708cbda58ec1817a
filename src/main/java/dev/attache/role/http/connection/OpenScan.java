package dev.attache.role.http.connection;

import dev.attache.wire.http.HeadScanner;
import org.jspecify.annotations.Nullable;

/// One connection's scan of the head at hand: with the loop's shared scanner, and with one of its own from the moment
/// that a head comes in pieces to the moment that it is complete.
public final class OpenScan<S extends HeadScanner> {
    private final ScannerPool<S> pool;
    private @Nullable S own;

    public OpenScan(ScannerPool<S> pool) {
        this.pool = pool;
    }

    public S scanner() {
        return own == null ? pool.shared() : own;
    }

    /// Whether a head has begun and is not complete.
    public boolean isOpen() {
        return own != null;
    }

    /// Keeps the scanner until more of the head comes.
    public void keep() {
        if (own == null) {
            own = pool.lend();
        }
    }

    /// Forgets the head.
    public void close() {
        scanner().reset();
        if (own != null) {
            pool.takeBack(own);
            own = null;
        }
    }
}
