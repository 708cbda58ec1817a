package dev.attache.wire.log;

/// What a container's runtime writes around each piece of what the container wrote: when, to which stream, and whether
/// more of the same line follows. Holds what it read last; for one thread.
public interface ContainerFrame {
    /// What it is called in the file.
    String name();

    /// Reads a line. The others tell of it where this has returned true.
    boolean read(byte[] bytes, int from, int to);

    /// When the runtime got it, nanoseconds since 1970 in UTC.
    long timeNanos();

    /// Whether the container wrote it to its standard error, not its standard output.
    boolean isError();

    /// Whether the container's line goes on in the next frame of the stream.
    boolean isPartial();

    /// What the container wrote, without the end of its line. Valid until the next read.
    Slice content();
}
