package dev.attache.wire.log;

import dev.attache.base.GrowingBytes;

/// Bytes of any kind as the inside of JSON strings: what comes out is JSON and UTF-8 whatever goes in (RFC 8259).
final class JsonBytes {
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};
    /// U+FFFD in UTF-8: stands for bytes that are none.
    private static final byte[] REPLACEMENT = {(byte) 0xef, (byte) 0xbf, (byte) 0xbd};

    private static final int UNIT_LENGTH = "\\u0000".length();

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

    /// Appends what the inside of a sound JSON string says; half a surrogate pair becomes U+FFFD.
    static void unescape(byte[] bytes, int from, int to, GrowingBytes out) {
        int at = from;
        while (true) {
            int backslash = Swar.indexOf(bytes, at, to, (byte) '\\');
            out.append(bytes, at, backslash - at);
            if (backslash == to) {
                return;
            }
            if (bytes[backslash + 1] == 'u') {
                at = unescapeUnit(bytes, backslash, to, out);
            } else {
                out.append(meant(bytes[backslash + 1]));
                at = backslash + 2;
            }
        }
    }

    private static byte meant(byte letter) {
        return switch (letter) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'f' -> '\f';
            default -> letter;
        };
    }

    private static int unescapeUnit(byte[] bytes, int at, int to, GrowingBytes out) {
        int unit = unit(bytes, at);
        int next = at + UNIT_LENGTH;
        if (!Character.isSurrogate((char) unit)) {
            appendUtf8(unit, out);
            return next;
        }
        boolean paired = to - next >= UNIT_LENGTH && bytes[next] == '\\' && bytes[next + 1] == 'u';
        int low = paired ? unit(bytes, next) : 0;
        if (Character.isSurrogatePair((char) unit, (char) low)) {
            appendUtf8(Character.toCodePoint((char) unit, (char) low), out);
            return next + UNIT_LENGTH;
        }
        out.append(REPLACEMENT);
        return next;
    }

    private static int unit(byte[] bytes, int at) {
        int unit = 0;
        for (int i = at + 2; i < at + UNIT_LENGTH; i++) {
            unit = unit << 4 | Character.digit(bytes[i], 16);
        }
        return unit;
    }

    private static void appendUtf8(int code, GrowingBytes out) {
        if (code < 0x80) {
            out.append(code);
        } else if (code < 0x800) {
            out.append(0xc0 | code >> 6);
            out.append(0x80 | code & 0x3f);
        } else if (code < 0x10000) {
            out.append(0xe0 | code >> 12);
            out.append(0x80 | code >> 6 & 0x3f);
            out.append(0x80 | code & 0x3f);
        } else {
            out.append(0xf0 | code >> 18);
            out.append(0x80 | code >> 12 & 0x3f);
            out.append(0x80 | code >> 6 & 0x3f);
            out.append(0x80 | code & 0x3f);
        }
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
