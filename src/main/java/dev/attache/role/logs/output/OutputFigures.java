package dev.attache.role.logs.output;

/// What has become of the records of one output so far.
///
/// @param bytes that have arrived, in the output's form
/// @param failures sends that failed and were tried again
/// @param records that have arrived; 0 where the output does not count them
/// @param dead records that the receiver refused for good, which stand in the dead-letter file
/// @param unkept those of them that the dead-letter file could not take, or has pushed out since
/// @param rejected records that the receiver left out of a batch it took, without saying which
/// @param waitingBytes taken and not arrived yet
/// @param trouble why nothing arrives at present; empty where nothing is wrong
public record OutputFigures(
        long bytes,
        long failures,
        long records,
        long dead,
        long unkept,
        long rejected,
        long waitingBytes,
        String trouble) {

    /// Of an output that writes whatever it takes.
    public static OutputFigures ofStream(long bytes, long failures) {
        return new OutputFigures(bytes, failures, 0, 0, 0, 0, 0, "");
    }
}
