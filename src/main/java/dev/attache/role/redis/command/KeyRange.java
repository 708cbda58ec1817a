package dev.attache.role.redis.command;

import dev.attache.wire.resp.RequestScanner;

/// One place of a command where keys stand, after the key specifications of Redis 7.
///
/// @param keyword the word behind which the keys stand; empty where they start at a fixed argument
/// @param start argument of the first key, or where the search for the keyword begins, from the end if negative
/// @param counted the argument at the start says how many keys follow it
/// @param last the last key: 0 for one key, -1 for up to the end, -2 for up to the last argument but one
/// @param step distance from key to key
/// @param parts only the first one of so many equal parts of the rest holds keys
record KeyRange(String keyword, int start, boolean counted, int last, int step, int parts) {

    /// Reads one place in the notation of `commands.txt`.
    static KeyRange parse(String text) {
        boolean counted = text.startsWith("#");
        String rest = counted ? text.substring(1) : text;
        int parts = numberAfter(rest, '%', 1);
        rest = before(rest, '%');
        int step = numberAfter(rest, '/', 1);
        rest = before(rest, '/');
        int dots = rest.indexOf("..");
        int last = dots < 0 ? 0 : Integer.parseInt(rest.substring(dots + 2));
        rest = dots < 0 ? rest : rest.substring(0, dots);
        int at = rest.indexOf('@');
        String keyword = at < 0 ? "" : rest.substring(0, at);
        return new KeyRange(keyword, Integer.parseInt(rest.substring(at + 1)), counted, last, step, parts);
    }

    private static int numberAfter(String text, char mark, int otherwise) {
        int at = text.indexOf(mark);
        return at < 0 ? otherwise : Integer.parseInt(text.substring(at + 1));
    }

    private static String before(String text, char mark) {
        int at = text.indexOf(mark);
        return at < 0 ? text : text.substring(0, at);
    }

    boolean isSingle() {
        return keyword.isEmpty() && !counted && last == 0;
    }

    /// Adds the keys of a command; adds none where the command is malformed, which its shard will then say.
    void find(byte[] bytes, int base, RequestScanner arguments, KeyPositions out) {
        int first = start;
        if (!keyword.isEmpty()) {
            first = argumentBehindKeyword(bytes, base, arguments);
            if (first < 0) {
                return;
            }
        }
        int count = arguments.count();
        if (counted) {
            addCounted(bytes, base, arguments, first, out);
            return;
        }
        int end = last == 0 ? first : last < 0 ? count + last : first + last;
        if (parts > 1) {
            end = first + (end - first + 1) / parts - 1;
        }
        for (int i = first; i <= end && i < count; i += step) {
            out.add(i);
        }
    }

    private void addCounted(byte[] bytes, int base, RequestScanner arguments, int at, KeyPositions out) {
        if (at >= arguments.count()) {
            return;
        }
        int from = base + arguments.start(at);
        int keys = smallNumber(bytes, from, arguments.length(at));
        if (keys > 0 && keys < arguments.count() - at) {
            for (int i = 1; i <= keys; i++) {
                out.add(at + i);
            }
        }
    }

    private static int smallNumber(byte[] bytes, int from, int length) {
        if (length > 8) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < from + length; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    private int argumentBehindKeyword(byte[] bytes, int base, RequestScanner arguments) {
        int direction = start > 0 ? 1 : -1;
        int count = arguments.count();
        for (int i = start > 0 ? start : count + start; i >= 1 && i < count; i += direction) {
            if (Words.equal(bytes, base + arguments.start(i), arguments.length(i), keyword)) {
                return i + 1;
            }
        }
        return -1;
    }
}
