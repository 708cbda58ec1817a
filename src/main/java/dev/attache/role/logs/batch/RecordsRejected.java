package dev.attache.role.logs.batch;

import dev.attache.observe.Event;

/// A receiver took a batch but for some records, and does not say which: they are lost, and counted.
///
/// @param why what the receiver says
public record RecordsRejected(String role, String output, long records, String why) implements Event {
    @Override
    public Severity severity() {
        return Severity.WARN;
    }

    @Override
    public String message() {
        return "output " + output + " of role " + role + " left out " + records
                + (records == 1 ? " record" : " records") + " of a batch it took: " + why;
    }
}
