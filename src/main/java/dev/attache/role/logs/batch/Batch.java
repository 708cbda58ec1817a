package dev.attache.role.logs.batch;

import dev.attache.base.GrowingBytes;
import java.util.Arrays;

/// Records that are sent together, in the order they were read. Filled again and again, for one thread.
public final class Batch {
    private static final int BYTES_KEPT = 2 * 1024 * 1024;

    private final GrowingBytes bytes = new GrowingBytes();
    private int[] frames = new int[64];
    private int count;
    private long taken;

    /// Begins anew with as many of the frames as go into one batch.
    void fill(GrowingBytes waiting, BatchLimits limits) {
        bytes.clear(BYTES_KEPT);
        count = 0;
        int at = 0;
        while (at < waiting.length() && count < limits.recordsMax()) {
            int length = Framed.length(waiting.array(), at);
            if (count > 0 && at + length > limits.bytesMax()) {
                break;
            }
            if (count == frames.length) {
                frames = Arrays.copyOf(frames, count * 2);
            }
            frames[count++] = at;
            at += length;
        }
        bytes.append(waiting.array(), 0, at);
        taken = at;
    }

    /// Bytes of the frames, heads included.
    long taken() {
        return taken;
    }

    /// How many records there are; they are numbered from 0.
    public int count() {
        return count;
    }

    /// What [#from] and [#keyFrom] are places in.
    public byte[] array() {
        return bytes.array();
    }

    /// When it happened or, where the line did not tell, was read; nanoseconds since 1970 in UTC.
    public long nanos(int record) {
        return Framed.nanos(bytes.array(), frames[record]);
    }

    /// One of [dev.attache.wire.log.Severity]'s numbers.
    public int severity(int record) {
        return Framed.severity(bytes.array(), frames[record]);
    }

    /// Where the record's key begins; it ends where the record does begin.
    public int keyFrom(int record) {
        return frames[record] + Framed.HEAD;
    }

    /// Where the record begins.
    public int from(int record) {
        return keyFrom(record) + Framed.keyLength(bytes.array(), frames[record]);
    }

    /// Where the record ends.
    public int to(int record) {
        return frames[record] + Framed.length(bytes.array(), frames[record]);
    }

    /// Bytes of these records alone.
    ///
    /// @param from the first of them
    /// @param to behind the last of them
    public long size(int from, int to) {
        long size = 0;
        for (int i = from; i < to; i++) {
            size += to(i) - from(i);
        }
        return size;
    }
}
