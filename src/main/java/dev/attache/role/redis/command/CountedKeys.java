package dev.attache.role.redis.command;

import dev.attache.wire.resp.RequestScanner;

/// Keys behind an argument that says how many they are, as EVAL and ZUNION have them.
///
/// @param count argument that holds the number
/// @param first argument of the first key
/// @param step distance from key to key, at least 1
record CountedKeys(int count, int first, int step) implements KeySpec {
    private static final int DIGITS_MAX = 8;

    @Override
    public void find(byte[] bytes, int base, RequestScanner arguments, KeyPositions out) {
        if (count >= arguments.count()) {
            return;
        }
        long keys = number(bytes, base + arguments.start(count), arguments.length(count));
        if (first + (keys - 1) * step < arguments.count()) {
            for (int i = 0; i < keys; i++) {
                out.add(first + i * step);
            }
        }
    }

    /// The number, 0 where there is none: as strict as Redis, which takes no sign, blank or leading zero.
    private static long number(byte[] bytes, int from, int length) {
        if (length > DIGITS_MAX || (length > 1 && bytes[from] == '0')) {
            return 0;
        }
        long value = 0;
        for (int i = from; i < from + length; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return 0;
            }
            value = value * 10 + digit;
        }
        return value;
    }
}
