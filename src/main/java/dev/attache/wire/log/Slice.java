package dev.attache.wire.log;

import java.nio.charset.StandardCharsets;

/// A view of bytes that somebody else holds, pointed elsewhere for each line. Valid as long as those bytes are.
public final class Slice {
    private static final byte[] EMPTY = new byte[0];

    private byte[] array = EMPTY;
    private int from;
    private int to;

    /// Points at `[from, to)`.
    public void set(byte[] bytes, int first, int end) {
        array = bytes;
        from = first;
        to = end;
    }

    /// Points at all of it.
    public void set(byte[] bytes) {
        set(bytes, 0, bytes.length);
    }

    public void set(Slice other) {
        set(other.array, other.from, other.to);
    }

    public void clear() {
        set(EMPTY, 0, 0);
    }

    public byte[] array() {
        return array;
    }

    /// Index of the first byte.
    public int from() {
        return from;
    }

    /// Index after the last byte.
    public int to() {
        return to;
    }

    public int length() {
        return to - from;
    }

    public boolean isEmpty() {
        return from == to;
    }

    /// Whether these are the same bytes.
    public boolean is(byte[] other) {
        return length() == other.length && matches(other);
    }

    private boolean matches(byte[] other) {
        for (int i = 0; i < other.length; i++) {
            if (array[from + i] != other[i]) {
                return false;
            }
        }
        return true;
    }

    /// As UTF-8; what is none of it is shown as U+FFFD.
    @Override
    public String toString() {
        return new String(array, from, length(), StandardCharsets.UTF_8);
    }
}
