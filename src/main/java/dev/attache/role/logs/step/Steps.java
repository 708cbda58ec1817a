package dev.attache.role.logs.step;

import dev.attache.wire.log.LogRecord;
import java.util.List;

/// All steps of a role in the order of the file. Counts what each takes out: what was read is what is delivered and
/// what is counted here. Counters are written by the pump's thread alone.
public final class Steps {
    private final Step[] steps;
    private final long[] dropped;

    public Steps(List<Step> inOrder) {
        steps = inOrder.toArray(Step[]::new);
        dropped = new long[steps.length];
    }

    /// Takes the record through all steps.
    ///
    /// @return whether it is still there
    public boolean take(LogRecord record) {
        return takeFrom(0, record);
    }

    private boolean takeFrom(int first, LogRecord record) {
        for (int i = first; i < steps.length; i++) {
            if (!steps[i].take(record)) {
                dropped[i]++;
                return false;
            }
        }
        return true;
    }

    /// Makes the record one that a step has of its own, taken through the steps behind it. Called until there is none.
    ///
    /// @param nowNanos since 1970 in UTC
    /// @param last whether nothing follows, so that everything is due
    /// @return false where none is due
    public boolean next(LogRecord record, long nowNanos, boolean last) {
        for (int i = 0; i < steps.length; i++) {
            while (steps[i].next(record, nowNanos, last)) {
                if (takeFrom(i + 1, record)) {
                    return true;
                }
            }
        }
        return false;
    }

    public int count() {
        return steps.length;
    }

    /// What the step is called, of those counted from 0.
    public String name(int index) {
        return steps[index].name();
    }

    /// Records that the step took out.
    public long dropped(int index) {
        return dropped[index];
    }
}
