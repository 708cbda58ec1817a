package dev.attache.role.logs.batch;

import dev.attache.observe.Event;

/// A receiver will never take some records; they stand in the dead-letter file now.
///
/// @param why what the receiver says
/// @param file the dead-letter file
public record RecordsRefused(String role, String output, long records, String why, String file) implements Event {
    @Override
    public Severity severity() {
        return Severity.WARN;
    }

    @Override
    public String message() {
        return "output " + output + " of role " + role + " refused " + records + (records == 1 ? " record" : " records")
                + " for good: " + why + "; kept in " + file;
    }
}
