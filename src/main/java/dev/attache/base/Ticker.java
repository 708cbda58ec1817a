package dev.attache.base;

/// The clock seam: monotonic nanoseconds, so that tests own time. Only [#SYSTEM] reads the real clock.
@FunctionalInterface
public interface Ticker {
    Ticker SYSTEM = System::nanoTime;

    /// Nanoseconds since an arbitrary origin; only differences mean anything.
    long nanos();
}
