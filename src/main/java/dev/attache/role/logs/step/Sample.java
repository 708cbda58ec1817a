package dev.attache.role.logs.step;

import dev.attache.role.logs.expr.Condition;
import dev.attache.wire.log.LogRecord;

/// Keeps a share of the records that meet a condition. Of one trace all are kept or none, by every attache with the
/// same
/// share; of records without a trace each for itself, at random.
final class Sample implements Step {
    private static final double RANGE = 1L << 53;

    private final Condition where;
    private final double share;
    private long random;

    /// @param share 0 to 1
    Sample(Condition where, double share, long seed) {
        this.where = where;
        this.share = share;
        this.random = seed;
    }

    @Override
    public String name() {
        return "sample";
    }

    @Override
    public boolean take(LogRecord record) {
        if (!where.isMet(record)) {
            return true;
        }
        long hash = record.traceId().isEmpty() ? ++random : Hashing.add(0, record.traceId());
        return (Hashing.mix(hash) >>> 11) / RANGE < share;
    }
}
