package dev.attache.role.health.verdict;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// What an operator has said in place of a check or an endpoint, for a time.
///
/// @param until when it is forgotten
/// @param why the operator's reason; may be empty
public record ManualWord(boolean passes, Instant until, String why) {
    /// In words, for pages.
    public String text() {
        return "set by hand until " + until.truncatedTo(ChronoUnit.MILLIS) + (why.isEmpty() ? "" : ": " + why);
    }
}
