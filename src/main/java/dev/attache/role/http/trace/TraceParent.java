package dev.attache.role.http.trace;

import dev.attache.base.Ascii;

/// Reads and writes `traceparent` (W3C Trace Context, 3.2), as strictly as the recommendation asks for.
///
/// ```
/// 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
/// version  trace, not all zeros       parent, the same  flags
/// ```
/// Small letters only. Of a version that is not known yet the first 55 characters are read, if nothing or a dash
/// follows; version `ff` is none.
public final class TraceParent {
    static final int LENGTH = 55;
    /// The flag that asks for recording.
    static final int SAMPLED = 1;

    private static final byte[] HEX = Ascii.bytes("0123456789abcdef");

    private long traceHigh;
    private long traceLow;
    private long parent;
    private int flags;

    /// Reads a header's value.
    ///
    /// @return whether it is sound; nothing is to be asked of this object otherwise
    public boolean read(byte[] bytes, int from, int to) {
        if (to - from < LENGTH
                || bytes[from + 2] != '-'
                || bytes[from + 35] != '-'
                || bytes[from + 52] != '-'
                || !isHex(bytes, from, 2)
                || !isHex(bytes, from + 3, 32)
                || !isHex(bytes, from + 36, 16)
                || !isHex(bytes, from + 53, 2)) {
            return false;
        }
        long version = number(bytes, from, 2);
        boolean endsRight = version == 0 ? to - from == LENGTH : to - from == LENGTH || bytes[from + LENGTH] == '-';
        traceHigh = number(bytes, from + 3, 16);
        traceLow = number(bytes, from + 19, 16);
        parent = number(bytes, from + 36, 16);
        flags = (int) number(bytes, from + 53, 2);
        return version != 0xff && endsRight && (traceHigh | traceLow) != 0 && parent != 0;
    }

    private static boolean isHex(byte[] bytes, int from, int count) {
        for (int i = from; i < from + count; i++) {
            boolean hex = bytes[i] >= '0' && bytes[i] <= '9' || bytes[i] >= 'a' && bytes[i] <= 'f';
            if (!hex) {
                return false;
            }
        }
        return true;
    }

    private static long number(byte[] bytes, int from, int count) {
        long number = 0;
        for (int i = from; i < from + count; i++) {
            number = number << 4 | Character.digit(bytes[i], 16);
        }
        return number;
    }

    long traceHigh() {
        return traceHigh;
    }

    long traceLow() {
        return traceLow;
    }

    long parent() {
        return parent;
    }

    boolean isSampled() {
        return (flags & SAMPLED) != 0;
    }

    /// Writes a number as 16 hexadecimal digits.
    static void writeHex(long number, byte[] to, int from) {
        for (int i = 0; i < 16; i++) {
            to[from + i] = HEX[(int) (number >>> 60 - 4 * i) & 0xF];
        }
    }
}
