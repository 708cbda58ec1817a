package dev.attache.wire.resp;

/// Bounds on what a peer may send; each is checked before anything is stored for it.
///
/// @param argumentsMax most elements of a command
/// @param bulkBytesMax longest string
/// @param lineBytesMax longest inline command, and longest line that holds a length
/// @param nestingMax deepest nesting of a reply
public record RespLimits(int argumentsMax, long bulkBytesMax, int lineBytesMax, int nestingMax) {
    /// What a client may send before it has logged in, as Redis has it since 6.2.
    static final int UNAUTHENTICATED_ARGUMENTS_MAX = 10;

    static final int UNAUTHENTICATED_BULK_BYTES_MAX = 16_384;

    /// Redis's own bounds; a reply of its scripts is nested 7,995 deep at most.
    public static final RespLimits REDIS = new RespLimits(Integer.MAX_VALUE, 512L << 20, 64 << 10, 8192);
}
