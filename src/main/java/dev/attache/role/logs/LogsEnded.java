package dev.attache.role.logs;

import dev.attache.base.HumanDuration;
import dev.attache.observe.Event;
import java.time.Duration;

/// What a log adapter has done when it ends.
///
/// @param bytes read
/// @param lines read
/// @param misfits lines not of their format
/// @param delivered bytes that arrived, over all outputs
/// @param lost bytes that were not read, for whatever reason
record LogsEnded(String role, long bytes, long lines, long misfits, long delivered, long lost, Duration time)
        implements Event {
    @Override
    public Severity severity() {
        return Severity.INFO;
    }

    @Override
    public String message() {
        return "role " + role + " read " + lines + (lines == 1 ? " line (" : " lines (") + bytes + " bytes), " + misfits
                + " of them not of their format, wrote " + delivered + " bytes, and lost " + lost + " bytes, in "
                + HumanDuration.format(time);
    }
}
