package dev.attache.role.logs.step;

import dev.attache.base.Ascii;
import dev.attache.base.GrowingBytes;
import dev.attache.role.logs.expr.Condition;
import dev.attache.role.logs.expr.Source;
import dev.attache.role.logs.expr.Value;
import dev.attache.wire.log.LogField.Kind;
import dev.attache.wire.log.LogRecord;
import java.util.ArrayDeque;
import java.util.Deque;

/// Of records alike keeps the first within a time, and tells afterwards how many there were: one more record with the
/// first one's level, the beginning of its message and the field `repeated`.
///
/// Time is what the records say, or that at which attache reads where they say none; those that were read long enough
/// ago are told of by the clock. At most so many different ones are remembered; where another comes, that which came
/// first is told of and makes room. Records are alike where the hashes of their values are: 64 bits with a seed that
/// nobody knows.
final class Dedupe implements Step {
    private static final byte[] REPEATED = Ascii.bytes("repeated");

    private final Condition where;
    private final Source[] by;
    private final Value value = new Value();
    private final long withinNanos;
    private final int keysMax;
    private final long seed;
    private final SeenTable seen = new SeenTable();
    private final Deque<Seen> due = new ArrayDeque<>();
    private final GrowingBytes message = new GrowingBytes();
    private final GrowingBytes count = new GrowingBytes();

    /// What is needed beside the condition and the values.
    ///
    /// @param keysMax different ones that are remembered
    record Bounds(long withinNanos, int keysMax) {}

    Dedupe(Condition where, Source[] by, Bounds bounds, long seed) {
        this.where = where;
        this.by = by;
        this.withinNanos = bounds.withinNanos();
        this.keysMax = bounds.keysMax();
        this.seed = seed;
    }

    @Override
    public String name() {
        return "dedupe";
    }

    @Override
    public boolean take(LogRecord record) {
        if (!where.isMet(record)) {
            return true;
        }
        long hash = seed;
        for (Source each : by) {
            each.read(record, value);
            hash = Hashing.add(hash + value.type().ordinal(), value.text());
        }
        long now = record.timeNanos() == LogRecord.NO_TIME ? record.observedNanos() : record.timeNanos();
        Seen known = seen.find(hash);
        if (known != null && Math.abs(now - known.firstNanos) < withinNanos) {
            known.again(record, now);
            return false;
        }
        Seen leaving = known == null && seen.size() >= keysMax ? seen.oldest() : known;
        if (leaving != null) {
            end(leaving);
        }
        seen.add(new Seen(hash, record, now));
        return true;
    }

    private void end(Seen known) {
        seen.remove(known);
        if (known.repeated > 0) {
            due.addLast(known);
        }
    }

    @Override
    public boolean next(LogRecord record, long nowNanos, boolean last) {
        Seen oldest = seen.oldest();
        while (oldest != null && (last || nowNanos - oldest.readNanos >= withinNanos)) {
            end(oldest);
            oldest = seen.oldest();
        }
        Seen ended = due.pollFirst();
        if (ended == null) {
            return false;
        }
        tell(ended, record, nowNanos);
        return true;
    }

    private void tell(Seen ended, LogRecord record, long nowNanos) {
        message.clear();
        message.append(ended.message);
        record.begin(message.array(), 0, message.length(), nowNanos);
        record.body(ended.kind, message.array(), 0, message.length());
        record.timeNanos(ended.lastNanos);
        record.level(ended.severity, ended.level, 0, ended.level.length);
        count.clear();
        count.appendDecimal(ended.repeated);
        record.add(REPEATED).value(Kind.NUMBER, count.array(), 0, count.length());
    }
}
