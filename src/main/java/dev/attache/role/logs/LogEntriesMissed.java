package dev.attache.role.logs;

import dev.attache.observe.Event;

/// Entries of a slow log were gone before they could be asked for: the server keeps too few, or is asked too seldom.
///
/// @param entries how many
record LogEntriesMissed(String role, String input, long entries) implements Event {
    @Override
    public Severity severity() {
        return Severity.WARN;
    }

    @Override
    public String message() {
        return entries + " entries of input " + input + " of role " + role
                + " were gone before they could be asked for; raise slowlog-max-len, or ask more often";
    }

    @Override
    public String counter() {
        return "log_entries_missed";
    }
}
