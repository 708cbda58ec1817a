package dev.attache.role.redis.command;

import dev.attache.wire.resp.RequestScanner;

/// Keys at fixed arguments.
///
/// @param first argument of the first key, at least 1
/// @param last argument of the last key; negative counts from the end, -1 being the last argument
/// @param step distance from key to key, at least 1
/// @param parts only the first of so many equal parts of the arguments from the first on holds keys
record KeyRange(int first, int last, int step, int parts) implements KeySpec {

    @Override
    public void find(byte[] bytes, int base, RequestScanner arguments, KeyPositions out) {
        add(first, last, step, parts, arguments.count(), out);
    }

    boolean isSingle() {
        return first == last;
    }

    static void add(int first, int last, int step, int parts, int count, KeyPositions out) {
        int end = last;
        if (last < 0) {
            end = parts > 1 ? first + (count - first) / parts + last : count + last;
        }
        for (int i = first; i <= end && i < count; i += step) {
            out.add(i);
        }
    }
}
