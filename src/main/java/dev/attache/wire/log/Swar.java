package dev.attache.wire.log;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Looks at eight bytes at once.
///
/// Source: the zero-in-word test of Mycroft (1987), as in Warren, "Hacker's Delight", 6-1. Of the marks it sets, the
/// lowest is exact, and only that one is used: a borrow reaches no byte below the one that it comes from.
public final class Swar {
    static final int STEP = Long.BYTES;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long BLANKS = ONES * ' ';
    private static final long QUOTES = ONES * '"';
    private static final long BACKSLASHES = ONES * '\\';

    private Swar() {}

    static long load(byte[] bytes, int at) {
        return (long) LONG.get(bytes, at);
    }

    private static void store(byte[] bytes, int at, long word) {
        LONG.set(bytes, at, word);
    }

    private static long zeros(long word) {
        return (word - ONES) & ~word & HIGHS;
    }

    private static int index(long marks) {
        return Long.numberOfTrailingZeros(marks) >>> 3;
    }

    /// Where the byte stands first.
    ///
    /// @return its index, or `to`
    public static int indexOf(byte[] bytes, int from, int to, byte wanted) {
        long pattern = ONES * (wanted & 0xff);
        int at = from;
        for (; at <= to - STEP; at += STEP) {
            long found = zeros(load(bytes, at) ^ pattern);
            if (found != 0) {
                return at + index(found);
            }
        }
        while (at < to && bytes[at] != wanted) {
            at++;
        }
        return at;
    }

    /// Where the first byte stands that JSON does not take as it is in a string, or that is not ASCII: control
    /// characters, the quote, the backslash, anything from 0x80 on.
    ///
    /// @return its index, or `to`
    static int endOfPlain(byte[] bytes, int from, int to) {
        int at = from;
        for (; at <= to - STEP; at += STEP) {
            long found = unlikePlain(load(bytes, at));
            if (found != 0) {
                return at + index(found);
            }
        }
        while (at < to && isPlain(bytes[at])) {
            at++;
        }
        return at;
    }

    private static long unlikePlain(long word) {
        return (word | word - BLANKS | (word ^ QUOTES) - ONES | (word ^ BACKSLASHES) - ONES) & HIGHS;
    }

    private static boolean isPlain(byte each) {
        return each >= ' ' && each != '"' && each != '\\';
    }

    /// Copies bytes that JSON takes as they are in a string, as most are, and looks at them in the same go.
    ///
    /// @param into has room for [#STEP] bytes more, which may be written to
    /// @return false where one of them was none of these; what was copied is of no use then
    static boolean copyPlain(byte[] bytes, int from, int to, byte[] into, int at) {
        int shift = at - from;
        int next = from;
        long found = 0;
        for (; next <= to - STEP; next += STEP) {
            long word = load(bytes, next);
            store(into, next + shift, word);
            found |= unlikePlain(word);
        }
        if (next <= bytes.length - STEP) {
            long word = load(bytes, next);
            store(into, next + shift, word);
            return (found | unlikePlain(word) & (1L << (to - next) * Byte.SIZE) - 1) == 0;
        }
        while (next < to && isPlain(bytes[next])) {
            into[next + shift] = bytes[next];
            next++;
        }
        return found == 0 && next == to;
    }

    /// Where the first byte stands that is not ASCII.
    ///
    /// @return its index, or `to`
    static int endOfAscii(byte[] bytes, int from, int to) {
        int at = from;
        for (; at <= to - STEP; at += STEP) {
            long found = load(bytes, at) & HIGHS;
            if (found != 0) {
                return at + index(found);
            }
        }
        while (at < to && bytes[at] >= 0) {
            at++;
        }
        return at;
    }
}
