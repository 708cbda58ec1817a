package dev.attache.role;

import java.util.concurrent.atomic.AtomicLongArray;

/// How many records a log role has read, by severity. Written by one thread, read by any.
public final class LogTally {
    /// The highest number that OpenTelemetry gives to a severity.
    private static final int SEVERITY_MAX = 24;

    private final AtomicLongArray records = new AtomicLongArray(SEVERITY_MAX + 1);

    /// @param severity its number, 1 to 24; 0 where the record tells none
    public void onRecord(int severity) {
        records.setPlain(severity, records.getPlain(severity) + 1);
    }

    /// Records so far of this severity and the worse ones; 0 asks for all.
    public long atLeast(int severity) {
        long sum = 0;
        for (int i = severity; i <= SEVERITY_MAX; i++) {
            sum += records.getOpaque(i);
        }
        return sum;
    }
}
