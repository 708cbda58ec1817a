package dev.attache.role.logs.batch;

/// When records that wait are sent.
///
/// @param bytesMax of the records of one batch, save that one record may be longer
/// @param recordsMax in one batch
/// @param waitNanos how long a record waits for others to go with it
public record BatchLimits(int bytesMax, int recordsMax, long waitNanos) {}
