package dev.attache.wire.log;

import dev.attache.base.GrowingBytes;

/// Bytes of any kind as the inside of JSON strings: what comes out is JSON and UTF-8 whatever goes in (RFC 8259).
final class JsonBytes {
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};
    /// U+FFFD in UTF-8: stands for bytes that are none.
    private static final byte[] REPLACEMENT = {(byte) 0xef, (byte) 0xbf, (byte) 0xbd};

    private JsonBytes() {}

    /// Appends text, escaping what a string may not hold: quotes, backslashes, control characters.
    static void writeText(byte[] bytes, int from, int to, GrowingBytes out) {
        int at = from;
        while (true) {
            int plain = Swar.endOfPlain(bytes, at, to);
            if (plain > at) {
                out.append(bytes, at, plain - at);
            }
            if (plain == to) {
                return;
            }
            at = bytes[plain] < 0 ? writeWide(bytes, plain, to, out) : writeEscaped(bytes[plain], plain, out);
        }
    }

    /// Appends what is JSON already but for its UTF-8.
    static void writeSound(byte[] bytes, int from, int to, GrowingBytes out) {
        int at = from;
        while (true) {
            int ascii = Swar.endOfAscii(bytes, at, to);
            if (ascii > at) {
                out.append(bytes, at, ascii - at);
            }
            if (ascii == to) {
                return;
            }
            at = writeWide(bytes, ascii, to, out);
        }
    }

    private static int writeWide(byte[] bytes, int from, int to, GrowingBytes out) {
        int at = from;
        while (at < to && bytes[at] < 0) {
            int length = Utf8.length(bytes, at, to);
            if (length == 0) {
                out.append(bytes, from, at - from);
                out.append(REPLACEMENT);
                return at + 1;
            }
            at += length;
        }
        out.append(bytes, from, at - from);
        return at;
    }

    private static int writeEscaped(byte each, int index, GrowingBytes out) {
        int at;
        int letter = letter(each);
        if (letter != 0) {
            at = out.reserve(2);
            out.array()[at] = '\\';
            out.array()[at + 1] = (byte) letter;
        } else {
            at = out.reserve(6);
            byte[] array = out.array();
            array[at] = '\\';
            array[at + 1] = 'u';
            array[at + 2] = '0';
            array[at + 3] = '0';
            array[at + 4] = HEX[each >> 4];
            array[at + 5] = HEX[each & 15];
        }
        return index + 1;
    }

    private static int letter(byte each) {
        return switch (each) {
            case '"', '\\' -> each;
            case '\n' -> 'n';
            case '\r' -> 'r';
            case '\t' -> 't';
            case '\b' -> 'b';
            case '\f' -> 'f';
            default -> 0;
        };
    }
}
