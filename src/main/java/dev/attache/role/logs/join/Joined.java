package dev.attache.role.logs.join;

import dev.attache.wire.log.LogRecord;

/// The lines of one record: the first of them, and those that go on with it, with `\n` between them.
///
/// Used again for each record; views into bytes that somebody else holds.
public final class Joined {
    private byte[] array = new byte[0];
    private int from;
    private int firstTo;
    private int to;
    private int lines;
    private Stream stream = Stream.FILE;
    private long timeNanos = LogRecord.NO_TIME;
    private long bytesLeftOut;

    /// Where lines come from within a file.
    public enum Stream {
        /// The file as a whole.
        FILE,
        /// A container's standard output.
        STDOUT,
        /// A container's standard error.
        STDERR,
        /// Lines of a container's log that its runtime did not write.
        ALIEN
    }

    void set(byte[] bytes, int first, int firstEnd, int end, int count) {
        array = bytes;
        from = first;
        firstTo = firstEnd;
        to = end;
        lines = count;
    }

    void origin(Stream written, long nanos, long leftOut) {
        stream = written;
        timeNanos = nanos;
        bytesLeftOut = leftOut;
    }

    public byte[] array() {
        return array;
    }

    /// Index of the first byte.
    public int from() {
        return from;
    }

    /// Index after the last byte of the first line.
    public int firstTo() {
        return firstTo;
    }

    /// Index after the last byte.
    public int to() {
        return to;
    }

    /// How many lines of the file it was made of.
    public int lines() {
        return lines;
    }

    public Stream stream() {
        return stream;
    }

    /// When a container's runtime got its beginning; [LogRecord#NO_TIME] outside of containers.
    public long timeNanos() {
        return timeNanos;
    }

    /// Bytes of the record that there was no room for.
    public long bytesLeftOut() {
        return bytesLeftOut;
    }
}
