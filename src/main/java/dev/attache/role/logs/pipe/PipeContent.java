package dev.attache.role.logs.pipe;

import dev.attache.role.logs.tail.Content;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// What came through a pipe and was not sent on yet, in a ring that one thread fills and another empties.
///
/// Where it is full the thread that fills waits, and so does the writer on the other side. It grows as far as one line
/// may need.
final class PipeContent implements Content {
    private static final int CAPACITY_FIRST = 512 * 1024;

    private int capacityMax;
    private ByteBuffer ring = ByteBuffer.allocateDirect(CAPACITY_FIRST);
    private long base;
    private int kept;
    private boolean wanting;
    private boolean stopped;
    private boolean ended;

    /// @param blockMax bytes that one block of lines may have
    PipeContent(int blockMax) {
        blockMax(blockMax);
    }

    synchronized void blockMax(int bytes) {
        capacityMax = Math.max(CAPACITY_FIRST, 2 * bytes);
    }

    /// Waits for room, which is never too little for one byte.
    ///
    /// @return a view of free bytes to be filled; [#filled] says how many were. Null after [#stop]
    synchronized @Nullable ByteBuffer room() throws InterruptedException {
        while (!stopped && kept == ring.capacity()) {
            if (wanting && ring.capacity() < capacityMax) {
                grow();
            } else {
                wait();
            }
        }
        if (stopped) {
            return null;
        }
        int at = (int) ((base + kept) % ring.capacity());
        int free = Math.min(ring.capacity() - kept, ring.capacity() - at);
        return ring.slice(at, free);
    }

    private void grow() {
        int capacity = (int) Math.min(2L * ring.capacity(), capacityMax);
        ByteBuffer larger = ByteBuffer.allocateDirect(capacity);
        for (int i = 0; i < kept; i++) {
            larger.put((int) ((base + i) % capacity), ring.get((int) ((base + i) % ring.capacity())));
        }
        ring = larger;
        wanting = false;
    }

    /// Takes all of these bytes, or none where there is not that much room.
    synchronized boolean offer(ByteBuffer bytes) {
        if (bytes.remaining() > ring.capacity() - kept) {
            return false;
        }
        while (bytes.hasRemaining()) {
            ring.put((int) ((base + kept) % ring.capacity()), bytes.get());
            kept++;
        }
        return true;
    }

    synchronized void filled(int count) {
        kept += count;
    }

    /// A writer has ended, and its last line with it. Not where there is no room for that: who fills has waited for
    /// some.
    synchronized void endLine() {
        if (kept > 0 && kept < ring.capacity() && lastByte() != '\n') {
            ring.put((int) ((base + kept) % ring.capacity()), (byte) '\n');
            kept++;
        }
    }

    private byte lastByte() {
        return ring.get((int) ((base + kept - 1) % ring.capacity()));
    }

    /// Whoever waits for room gets none.
    synchronized void stop() {
        stopped = true;
        notifyAll();
    }

    /// Nothing will come any more.
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    synchronized boolean isEnded() {
        return ended;
    }

    /// Forgets what stands before this offset.
    synchronized void release(long offset) {
        int count = (int) (offset - base);
        base = offset;
        kept -= count;
        notifyAll();
    }

    @Override
    public synchronized long size() {
        return base + kept;
    }

    @Override
    public synchronized int read(long offset, ByteBuffer into) {
        long from = Math.max(offset, base);
        int count = (int) Math.min(into.remaining(), base + kept - from);
        if (count < into.remaining() && kept == ring.capacity()) {
            wanting = true;
            notifyAll();
        }
        int left = count;
        while (left > 0) {
            int at = (int) ((from + count - left) % ring.capacity());
            int part = Math.min(left, ring.capacity() - at);
            into.put(ring.slice(at, part));
            left -= part;
        }
        return Math.max(count, 0);
    }

    @Override
    public void close() {
        end();
    }
}
