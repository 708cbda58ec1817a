package dev.attache.role.logs.step;

import dev.attache.role.logs.expr.Condition;
import dev.attache.wire.log.LogRecord;

/// Keeps so many records in a time, of those that meet a condition: a bucket that fills evenly and begins full. Time is
/// that at which attache reads.
final class RateLimit implements Step {
    private final Condition where;
    private final long capacityNanos;
    private final long costNanos;
    private long roomNanos;
    private long lastNanos;
    private boolean begun;

    /// @param records 1 or more
    RateLimit(Condition where, int records, long perNanos) {
        this.where = where;
        this.costNanos = Math.max(1, perNanos / records);
        this.capacityNanos = costNanos * records;
        this.roomNanos = capacityNanos;
    }

    @Override
    public String name() {
        return "rate-limit";
    }

    @Override
    public boolean take(LogRecord record) {
        if (!where.isMet(record)) {
            return true;
        }
        long now = record.observedNanos();
        long passed = begun ? Math.max(0, now - lastNanos) : 0;
        roomNanos = passed >= capacityNanos ? capacityNanos : Math.min(capacityNanos, roomNanos + passed);
        lastNanos = now;
        begun = true;
        if (roomNanos < costNanos) {
            return false;
        }
        roomNanos -= costNanos;
        return true;
    }
}
