package dev.attache.role.logs.expr;

import dev.attache.wire.log.LogRecord;

/// An expression that is true, false, or neither, which is null. For one thread.
@FunctionalInterface
public interface Condition {
    /// What [#test] gives.
    int TRUE = 1;

    int FALSE = 0;

    /// Types that do not fit, or something that is not there.
    int NULL = -1;

    /// Met by every record.
    Condition ALWAYS = _ -> TRUE;

    int test(LogRecord record);

    /// Whether it is true, and not merely not false.
    default boolean isMet(LogRecord record) {
        return test(record) == TRUE;
    }

    static int of(boolean truth) {
        return truth ? TRUE : FALSE;
    }
}
