package dev.attache.role.http.limit;

import java.util.concurrent.TimeUnit;

/// Whether a peer goes on as fast as it has to: after so many bytes it may have taken the time that they take at
/// the least rate, and a grace besides.
///
/// ```
/// allowed = grace + bytes / rate
/// ```
/// The rule is that of Apache's mod_reqtimeout (`MinRate`). Only time in which it was the peer's turn is counted,
/// as far as whoever looks from time to time can tell. For one thread.
public final class Pace {
    private long lastNanos;
    private long countedNanos;

    /// Begins anew.
    public void begin(long now) {
        lastNanos = now;
        countedNanos = 0;
    }

    /// Takes in whose turn it has been since the last look.
    ///
    /// @param peersTurn whether it was the peer who had to go on
    /// @param bytes what it has sent or taken since the beginning
    /// @param bytesPerSecond the least rate; 0 admits any
    /// @return whether it has been too slow
    public boolean isTooSlow(boolean peersTurn, long bytes, long bytesPerSecond, long graceNanos, long now) {
        if (peersTurn) {
            countedNanos += now - lastNanos;
        }
        lastNanos = now;
        if (bytesPerSecond == 0) {
            return false;
        }
        double allowed = graceNanos + (double) bytes / bytesPerSecond * TimeUnit.SECONDS.toNanos(1);
        return countedNanos > allowed;
    }
}
