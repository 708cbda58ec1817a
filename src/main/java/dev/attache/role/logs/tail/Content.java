package dev.attache.role.logs.tail;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The bytes of an open file, wherever its name has gone since.
final class Content implements Closeable {
    private final FileChannel channel;

    private Content(FileChannel channel) {
        this.channel = channel;
    }

    static Content open(Path path) throws IOException {
        return new Content(FileChannel.open(path, StandardOpenOption.READ));
    }

    long size() throws IOException {
        return channel.size();
    }

    /// Reads at `offset` until the buffer is full or the file ends.
    ///
    /// @return how many bytes
    int read(long offset, ByteBuffer into) throws IOException {
        int total = 0;
        while (into.hasRemaining()) {
            int count = channel.read(into, offset + total);
            if (count <= 0) {
                break;
            }
            total += count;
        }
        return total;
    }

    /// A hash of the bytes in `[from, to)`.
    ///
    /// @return [Mark#NONE] where the file is shorter than that
    long hash(long from, long to) throws IOException {
        var bytes = ByteBuffer.allocate(Math.toIntExact(to - from));
        return read(from, bytes) == to - from ? Mark.hash(bytes.array(), 0, bytes.capacity()) : Mark.NONE;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
