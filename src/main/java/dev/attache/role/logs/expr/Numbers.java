package dev.attache.role.logs.expr;

import dev.attache.base.GrowingBytes;
import dev.attache.wire.log.Slice;
import java.nio.charset.StandardCharsets;

/// Numbers in decimal.
///
/// Source: Clinger, "How to Read Floating Point Numbers Accurately" (1990): where digits and power of ten are both
/// exact
/// as doubles, one division rounds right.
final class Numbers {
    private static final long EXACT_MAX = 1L << 53;
    private static final int CHARS_MAX = 100;
    private static final double[] POWERS = {
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private Numbers() {}

    /// The number that the text is: digits, with a sign, a point and an exponent where it has them.
    ///
    /// @return NaN where it is none
    static double of(Slice text) {
        return of(text.array(), text.from(), text.to());
    }

    static double of(byte[] bytes, int from, int to) {
        int at = from;
        boolean negative = at < to && bytes[at] == '-';
        at += negative ? 1 : 0;
        long digits = 0;
        int count = 0;
        int point = -1;
        for (; at < to; at++) {
            int each = bytes[at];
            if (each >= '0' && each <= '9') {
                digits = digits * 10 + (each - '0');
                count++;
            } else if (each == '.' && point < 0 && count > 0) {
                point = count;
            } else {
                break;
            }
        }
        if (count == 0 || point == count) {
            return Double.NaN;
        }
        int decimals = point < 0 ? 0 : count - point;
        if (at < to || count > 18 || digits > EXACT_MAX || decimals >= POWERS.length) {
            return slow(bytes, from, to, at);
        }
        double number = digits / POWERS[decimals];
        return negative ? -number : number;
    }

    private static double slow(byte[] bytes, int from, int to, int at) {
        boolean exponent = at == to || bytes[at] == 'e' || bytes[at] == 'E';
        byte last = bytes[to - 1];
        if (!exponent || to - from > CHARS_MAX || last < '0' || last > '9') {
            return Double.NaN;
        }
        try {
            return Double.parseDouble(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
        } catch (NumberFormatException _) {
            return Double.NaN;
        }
    }

    /// Appends the number, without a point where it is whole.
    static void write(double number, GrowingBytes out) {
        if (number == Math.rint(number) && Math.abs(number) <= EXACT_MAX) {
            out.appendDecimal((long) number);
        } else {
            out.append(Double.toString(number));
        }
    }
}
