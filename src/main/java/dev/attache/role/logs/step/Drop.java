package dev.attache.role.logs.step;

import dev.attache.role.logs.expr.Condition;
import dev.attache.wire.log.LogRecord;

/// Takes out the records that meet a condition.
final class Drop implements Step {
    private final Condition where;

    Drop(Condition where) {
        this.where = where;
    }

    @Override
    public String name() {
        return "drop";
    }

    @Override
    public boolean take(LogRecord record) {
        return !where.isMet(record);
    }
}
