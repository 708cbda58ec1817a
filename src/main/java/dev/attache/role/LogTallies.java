package dev.attache.role;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The tallies of all log roles of the house, for roles that judge by them. Safe from any thread.
public final class LogTallies {
    private final Map<String, LogTally> byRole = new ConcurrentHashMap<>();

    /// A fresh one for a log role, in place of one that it may have had in a former life.
    public LogTally open(String role) {
        var fresh = new LogTally();
        byRole.put(role, fresh);
        return fresh;
    }

    /// The role has ended; where another has taken its name, that one's stays.
    public void close(String role, LogTally tally) {
        byRole.remove(role, tally);
    }

    /// Of the role of that name; null where none runs.
    public @Nullable LogTally of(String role) {
        return byRole.get(role);
    }
}
