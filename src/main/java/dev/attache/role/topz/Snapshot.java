package dev.attache.role.topz;

import java.time.Instant;
import java.util.List;

/// All processes at one moment.
///
/// @param cpus that the machine has for this process
/// @param memoryBytes of the machine; -1 where it is not told
/// @param availableBytes of them, for whoever wants more; -1 where it is not told
/// @param loads of the last 1, 5 and 15 minutes; empty where they are not told
/// @param gone processes that ended while they were looked at
public record Snapshot(
        Instant moment,
        int cpus,
        long memoryBytes,
        long availableBytes,
        String loads,
        int gone,
        List<ProcessView> processes) {
    public Snapshot {
        processes = List.copyOf(processes);
    }
}
