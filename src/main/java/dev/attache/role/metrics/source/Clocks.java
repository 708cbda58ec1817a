package dev.attache.role.metrics.source;

import dev.attache.base.Ticker;
import java.time.InstantSource;

/// The clocks that a source goes by, so that tests own time.
///
/// @param ticker for durations
/// @param wall for times of day
public record Clocks(Ticker ticker, InstantSource wall) {
    /// Nanoseconds since an arbitrary origin.
    public long nanos() {
        return ticker.nanos();
    }

    /// Milliseconds since 1970.
    public long millis() {
        return wall.millis();
    }
}
