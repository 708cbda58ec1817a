package dev.attache.role.http.connection;

import dev.attache.wire.http.HeadScanner;
import java.util.ArrayDeque;
import java.util.function.Supplier;

/// An event loop's scanners of one kind: one for all heads that come whole, further ones for those that come in pieces.
public final class ScannerPool<S extends HeadScanner> {
    private static final int IDLE_MAX = 64;

    private final Supplier<S> maker;
    private final ArrayDeque<S> idle = new ArrayDeque<>();
    private S shared;

    public ScannerPool(Supplier<S> maker) {
        this.maker = maker;
        this.shared = maker.get();
    }

    /// The one for heads that come whole.
    public S shared() {
        return shared;
    }

    /// Leaves the shared one, which stands inside a head, to whoever reads on.
    S lend() {
        S lent = shared;
        S next = idle.poll();
        shared = next == null ? maker.get() : next;
        return lent;
    }

    void takeBack(S scanner) {
        if (idle.size() < IDLE_MAX) {
            idle.push(scanner);
        }
    }
}
