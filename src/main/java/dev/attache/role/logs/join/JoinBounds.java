package dev.attache.role.logs.join;

/// How much belongs together at most; what goes on beyond begins another record.
///
/// @param linesMax lines of a record
/// @param bytesMax bytes of a record, and of a container's line
/// @param waitNanos how long nothing may follow before a record is taken to have ended
public record JoinBounds(int linesMax, int bytesMax, long waitNanos) {}
