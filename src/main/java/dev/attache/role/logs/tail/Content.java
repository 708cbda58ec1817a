package dev.attache.role.logs.tail;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/// Bytes that can be read again from where a line began: those of a file, or what somebody keeps of a stream.
public interface Content extends Closeable {
    /// How many there are by now, those counted that are no longer kept.
    ///
    /// @throws IOException where the system refuses
    long size() throws IOException;

    /// Reads at `offset` until the buffer is full, or what there is ends.
    ///
    /// @return how many bytes
    /// @throws IOException where the system refuses
    int read(long offset, ByteBuffer into) throws IOException;

    /// A hash of the bytes in `[from, to)`.
    ///
    /// @return [Mark#NONE] where there are not so many
    /// @throws IOException where the system refuses
    default long hash(long from, long to) throws IOException {
        var bytes = ByteBuffer.allocate(Math.toIntExact(to - from));
        return read(from, bytes) == to - from ? Mark.hash(bytes.array(), 0, bytes.capacity()) : Mark.NONE;
    }
}
