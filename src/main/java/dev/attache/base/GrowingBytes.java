package dev.attache.base;

/// Bytes gathered until they are enough: an array that grows by doubling. For one thread; the owner bounds it.
public final class GrowingBytes {
    private static final byte[] EMPTY = new byte[0];
    private static final int CAPACITY_MIN = 256;
    /// An array that is used to less than this part of it is too large.
    private static final int SPARSE = 4;
    /// Keeps nothing, and so is safe from any thread.
    private static final ArrayPool NO_POOL = new ArrayPool(0);

    private final ArrayPool pool;
    private byte[] array = EMPTY;
    private int length;

    /// Its arrays are left to the garbage collector.
    public GrowingBytes() {
        this(NO_POOL);
    }

    /// Its arrays come from the pool, and go back when the bytes are cleared.
    public GrowingBytes(ArrayPool pool) {
        this.pool = pool;
    }

    /// The bytes, from 0 up to [#length]; another array after an append.
    public byte[] array() {
        return array;
    }

    public int length() {
        return length;
    }

    public boolean isEmpty() {
        return length == 0;
    }

    public void append(byte[] bytes, int from, int count) {
        int at = reserve(count);
        System.arraycopy(bytes, from, array, at, count);
    }

    public void append(byte[] bytes) {
        append(bytes, 0, bytes.length);
    }

    /// Appends an ASCII text.
    public void append(String ascii) {
        int at = reserve(ascii.length());
        for (int i = 0; i < ascii.length(); i++) {
            array[at + i] = (byte) ascii.charAt(i);
        }
    }

    public void append(int singleByte) {
        int at = reserve(1);
        array[at] = (byte) singleByte;
    }

    /// Appends a number in decimal.
    public void appendDecimal(long number) {
        if (number < 0) {
            append(Long.toString(number));
            return;
        }
        int digits = 1;
        for (long rest = number / 10; rest != 0; rest /= 10) {
            digits++;
        }
        int at = reserve(digits);
        long rest = number;
        for (int i = at + digits - 1; i >= at; i--) {
            array[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    /// Makes room for `count` more bytes, which the caller writes into [#array].
    ///
    /// @return where they start
    public int reserve(int count) {
        int at = length;
        if (array.length - at < count) {
            long wanted = Math.max((long) at + count, Math.min(array.length * 2L, Integer.MAX_VALUE - 8));
            grow(Math.toIntExact(Math.max(wanted, CAPACITY_MIN)));
        }
        length = at + count;
        return at;
    }

    private void grow(int capacity) {
        byte[] larger = pool.take(capacity);
        System.arraycopy(array, 0, larger, 0, length);
        giveBack();
        array = larger;
    }

    private void giveBack() {
        if (array.length > 0) {
            pool.give(array);
            array = EMPTY;
        }
    }

    /// Forgets the first `count` bytes, and goes over to a smaller array where little is left.
    public void removeFirst(int count) {
        int left = length - count;
        byte[] to = left < array.length / SPARSE ? pool.take(Math.max(left, CAPACITY_MIN)) : array;
        System.arraycopy(array, count, to, 0, left);
        if (to != array) {
            giveBack();
            array = to;
        }
        length = left;
    }

    /// Forgets the last `count` bytes.
    public void removeLast(int count) {
        length -= count;
    }

    /// Forgets all bytes, and the array too where it is larger than `capacityMax`.
    public void clear(int capacityMax) {
        length = 0;
        if (array.length > capacityMax) {
            giveBack();
        }
    }

    public void clear() {
        length = 0;
    }
}
