package dev.attache.role.redis.command;

import dev.attache.wire.resp.RequestScanner;

/// One place of a command where keys stand, after the key specifications of Redis 7.
///
/// A command that is malformed gives no keys or too few: its shard, or any shard, will then say what is wrong with it.
public sealed interface KeySpec permits KeyRange, CountedKeys, OptionKeys {
    /// Adds the arguments that are keys.
    ///
    /// @param base where the command starts in `bytes`
    void find(byte[] bytes, int base, RequestScanner arguments, KeyPositions out);

    /// Reads the notation of `commands.txt`.
    ///
    /// @throws IllegalArgumentException where the text is not in that notation
    static KeySpec parse(String text) {
        if (text.startsWith("#")) {
            int step = numberAfter(text, '/', 1);
            int count = Integer.parseInt(before(text, '/').substring(1));
            return new CountedKeys(count, count + 1, step);
        }
        int parts = numberAfter(text, '%', 1);
        int step = numberAfter(text, '/', 1);
        String place = before(before(text, '%'), '/');
        int dots = place.indexOf("..");
        int last = dots < 0 ? 0 : Integer.parseInt(place.substring(dots + 2));
        String first = dots < 0 ? place : place.substring(0, dots);
        int at = first.indexOf('@');
        int start = Integer.parseInt(first.substring(at + 1));
        if (at < 0) {
            return new KeyRange(start, dots < 0 ? start : last, step, parts);
        }
        return OptionKeys.of(first.substring(0, at), start, last, step, parts);
    }

    private static int numberAfter(String text, char mark, int otherwise) {
        int at = text.indexOf(mark);
        return at < 0 ? otherwise : Integer.parseInt(before(text.substring(at + 1), '%'));
    }

    private static String before(String text, char mark) {
        int at = text.indexOf(mark);
        return at < 0 ? text : text.substring(0, at);
    }
}
