package dev.attache.testing;

import dev.attache.base.Ticker;
import java.time.Duration;

/// A point in monotonic time that waiting must not pass.
///
/// @param atNanos reading of [Ticker#SYSTEM] at which time is up
public record Deadline(long atNanos) {
    /// Generous enough for a loaded machine; nothing that works should come near it.
    public static final Duration USUAL = Duration.ofSeconds(15);

    /// Time is up after `wait` from now.
    public static Deadline after(Duration wait) {
        return new Deadline(Ticker.SYSTEM.nanos() + wait.toNanos());
    }

    public boolean isOver() {
        return remainingNanos() <= 0;
    }

    /// Nanoseconds left; zero or less once time is up.
    public long remainingNanos() {
        return atNanos - Ticker.SYSTEM.nanos();
    }

    /// Milliseconds left, at least 1, as socket time-outs want them: there 0 means for ever.
    public int remainingMillisForSockets() {
        return Math.clamp(remainingNanos() / 1_000_000, 1, Integer.MAX_VALUE);
    }
}
