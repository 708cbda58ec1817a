package dev.attache.base;

import java.util.concurrent.ThreadLocalRandom;

/// Spreads moments by chance, so that what began together does not go on together.
public final class Spread {
    private static final int SHARE = 10;

    private Spread() {}

    /// Earlier or later by a tenth at most.
    public static long around(long nanos) {
        return nanos + ThreadLocalRandom.current().nextLong(-nanos / SHARE, nanos / SHARE + 1);
    }

    /// Later by a tenth at most, never earlier.
    public static long after(long nanos) {
        return nanos + ThreadLocalRandom.current().nextLong(nanos / SHARE + 1);
    }
}
