package dev.attache.testing;

/// What a [DelayingRelay] does to the bytes that pass; set by the test, read by the pumps of every connection.
final class RelayFaults {
    volatile long delayNanos;
    volatile int bytesPerSecond;
    volatile boolean reading = true;
    volatile Breaking breaking = Breaking.NEVER;

    /// How a connection goes wrong.
    enum Break {
        NONE,
        CUT,
        RESET,
        GARBAGE
    }

    /// How and after how many bytes of replies a connection goes wrong.
    record Breaking(long atReplyBytes, Break how, String garbage) {
        static final Breaking NEVER = new Breaking(Long.MAX_VALUE, Break.NONE, "");
    }

    void heal() {
        delayNanos = 0;
        bytesPerSecond = 0;
        reading = true;
        breaking = Breaking.NEVER;
    }
}
