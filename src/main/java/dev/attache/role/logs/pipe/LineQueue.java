package dev.attache.role.logs.pipe;

import dev.attache.role.logs.tail.Content;
import java.nio.ByteBuffer;

/// Lines that are put in by one thread and read by another, as far as there is room.
public final class LineQueue {
    private final PipeContent content = new PipeContent(0);

    /// @return false where there is no room for the line, of which nothing was taken then
    public boolean add(byte[] line) {
        return content.offer(ByteBuffer.wrap(line));
    }

    /// Forgets what stands before this offset.
    public void release(long offset) {
        content.release(offset);
    }

    /// What was put in and not forgotten.
    public Content content() {
        return content;
    }

    /// Bytes that were put in so far.
    public long size() {
        return content.size();
    }

    /// Nothing will be put in any more.
    public void close() {
        content.close();
    }
}
