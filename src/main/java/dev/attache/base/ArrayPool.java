package dev.attache.base;

import java.util.ArrayDeque;

/// Byte arrays that wait for their next use, in sizes of powers of two. For one thread.
///
/// What a message needs for a moment is so neither allocated anew for each, nor held by every connection for itself.
/// Arrays come back with what they held.
public final class ArrayPool {
    private static final int SIZE_BITS_MIN = 8;
    private static final int SIZE_BITS_MAX = 18;

    private final ArrayDeque<byte[]>[] idle = newDeques(SIZE_BITS_MAX - SIZE_BITS_MIN + 1);
    private final long idleBytesMax;
    private long idleBytes;

    /// @param idleBytesMax what may lie here unused, all sizes together; more is left to the garbage collector
    public ArrayPool(long idleBytesMax) {
        this.idleBytesMax = idleBytesMax;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // Java has no arrays of generic types.
    private static ArrayDeque<byte[]>[] newDeques(int count) {
        ArrayDeque<byte[]>[] deques = new ArrayDeque[count];
        for (int i = 0; i < count; i++) {
            deques[i] = new ArrayDeque<>(4);
        }
        return deques;
    }

    /// An array of at least so many bytes. Larger ones than the pool keeps, 256 KiB, are of exactly that size.
    public byte[] take(int bytes) {
        int bits = bitsFor(bytes);
        if (bits > SIZE_BITS_MAX) {
            return new byte[bytes];
        }
        byte[] waiting = idle[bits - SIZE_BITS_MIN].pollFirst();
        if (waiting == null) {
            return new byte[1 << bits];
        }
        idleBytes -= waiting.length;
        return waiting;
    }

    /// Takes an array back, whose owner uses it no more.
    public void give(byte[] array) {
        int bits = bitsFor(array.length);
        if (bits <= SIZE_BITS_MAX && array.length == 1 << bits && idleBytes + array.length <= idleBytesMax) {
            idle[bits - SIZE_BITS_MIN].addFirst(array);
            idleBytes += array.length;
        }
    }

    /// Bytes that lie here unused.
    public long idleBytes() {
        return idleBytes;
    }

    private static int bitsFor(int bytes) {
        return Math.max(SIZE_BITS_MIN, Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(bytes, 1) - 1));
    }
}
