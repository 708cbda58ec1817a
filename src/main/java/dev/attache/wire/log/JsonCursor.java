package dev.attache.wire.log;

import dev.attache.wire.log.LogField.Kind;
import org.jspecify.annotations.Nullable;

/// Walks over JSON text without making anything of it (RFC 8259). Knows where a value ends, and whether it is sound
/// but for the UTF-8 of its strings.
final class JsonCursor {
    /// Arrays and objects within each other; what is nested deeper is not read.
    static final int DEPTH_MAX = 64;

    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    private byte[] bytes = new byte[0];
    private int at;
    private int to;

    void begin(byte[] text, int from, int end) {
        bytes = text;
        at = from;
        to = end;
    }

    int at() {
        return at;
    }

    boolean isAtEnd() {
        return at == to;
    }

    void skipBlanks() {
        while (at < to && bytes[at] <= ' ' && isBlank(bytes[at])) {
            at++;
        }
    }

    private static boolean isBlank(byte each) {
        return each == ' ' || each == '\t' || each == '\r' || each == '\n';
    }

    /// The byte here; -1 at the end, and for what is not ASCII.
    int peek() {
        return at < to ? bytes[at] : -1;
    }

    /// Goes past this byte where it stands here.
    boolean skip(char wanted) {
        if (at < to && bytes[at] == wanted) {
            at++;
            return true;
        }
        return false;
    }

    /// Goes past a string that begins here; its inside is all but the first and last byte.
    boolean skipString() {
        if (!skip('"')) {
            return false;
        }
        while (true) {
            at = Swar.endOfPlain(bytes, at, to);
            if (at == to) {
                return false;
            }
            byte each = bytes[at];
            if (each == '"') {
                at++;
                return true;
            }
            if (each == '\\') {
                if (!skipEscape()) {
                    return false;
                }
            } else if (each >= 0) {
                return false;
            } else {
                at++;
            }
        }
    }

    private boolean skipEscape() {
        if (to - at < 2) {
            return false;
        }
        switch (bytes[at + 1]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> at += 2;
            case 'u' -> {
                if (to - at < 6) {
                    return false;
                }
                for (int i = at + 2; i < at + 6; i++) {
                    if (Character.digit(bytes[i], 16) < 0) {
                        return false;
                    }
                }
                at += 6;
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /// Goes past any value that begins here.
    ///
    /// @return its kind; null where none does, or it is nested too deep
    @Nullable Kind skipValue() {
        return switch (peek()) {
            case '"' -> skipString() ? Kind.JSON_TEXT : null;
            case '{', '[' -> skipNested() ? Kind.JSON : null;
            case 't' -> skipWord(TRUE) ? Kind.LITERAL : null;
            case 'f' -> skipWord(FALSE) ? Kind.LITERAL : null;
            case 'n' -> skipWord(NULL) ? Kind.LITERAL : null;
            default -> skipNumber() ? Kind.NUMBER : null;
        };
    }

    private boolean skipWord(byte[] word) {
        if (to - at < word.length) {
            return false;
        }
        for (int i = 0; i < word.length; i++) {
            if (bytes[at + i] != word[i]) {
                return false;
            }
        }
        at += word.length;
        return true;
    }

    private boolean skipNumber() {
        skip('-');
        if (!skip('0') && skipDigits() == 0) {
            return false;
        }
        if (skip('.') && skipDigits() == 0) {
            return false;
        }
        if (skip('e') || skip('E')) {
            if (!skip('+')) {
                skip('-');
            }
            return skipDigits() > 0;
        }
        return true;
    }

    private int skipDigits() {
        int first = at;
        while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        return at - first;
    }

    /// A bit a level says whether it is an object; a closing bracket pops it.
    private boolean skipNested() {
        long objects = 0;
        int depth = 0;
        while (true) {
            skipBlanks();
            boolean object = peek() == '{';
            if (object || peek() == '[') {
                if (depth == DEPTH_MAX) {
                    return false;
                }
                at++;
                depth++;
                objects = objects << 1 | (object ? 1 : 0);
                skipBlanks();
                if (!skip(object ? '}' : ']')) {
                    if (object && !skipName()) {
                        return false;
                    }
                    continue;
                }
                objects >>>= 1;
                depth--;
            } else if (skipValue() == null) {
                return false;
            }
            while (depth > 0) {
                boolean inObject = (objects & 1) != 0;
                skipBlanks();
                if (skip(',')) {
                    skipBlanks();
                    if (inObject && !skipName()) {
                        return false;
                    }
                    break;
                }
                if (!skip(inObject ? '}' : ']')) {
                    return false;
                }
                objects >>>= 1;
                depth--;
            }
            if (depth == 0) {
                return true;
            }
        }
    }

    private boolean skipName() {
        if (!skipString()) {
            return false;
        }
        skipBlanks();
        return skip(':');
    }
}
