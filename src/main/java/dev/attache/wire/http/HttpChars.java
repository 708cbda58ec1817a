package dev.attache.wire.http;

/// Which bytes may stand where, and the form in which names are compared.
final class HttpChars {
    /// Target classes: an ordinary character, and those that make a path worth a second look.
    static final int PLAIN = 1;

    static final int PERCENT = 2;
    static final int DOT = 4;
    static final int SEMICOLON = 8;
    static final int BACKSLASH = 16;
    static final int QUESTION = 32;

    private static final String TOKEN_SIGNS = "!#$%&'*+-.^_`|~";
    private static final String HOST_SIGNS = "-._~:[]%";

    /// A token's byte in small letters, an underscore as a dash; 0 for what is no part of a token.
    static final byte[] FOLD = foldTable();

    /// The class of a byte in a request target; 0 for what must not stand there.
    static final byte[] TARGET = targetTable();

    /// 1 for a byte of a header value: visible, blank, tab, or beyond ASCII.
    static final byte[] VALUE = valueTable();

    private static final byte[] HOST = hostTable();

    private HttpChars() {}

    private static boolean isLetterOrDigit(int c) {
        return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
    }

    private static byte[] foldTable() {
        byte[] table = new byte[256];
        for (int c = '!'; c <= '~'; c++) {
            if (isLetterOrDigit(c) || TOKEN_SIGNS.indexOf(c) >= 0) {
                table[c] = (byte) (c >= 'A' && c <= 'Z' ? c | 0x20 : c == '_' ? '-' : c);
            }
        }
        return table;
    }

    private static byte[] targetTable() {
        byte[] table = new byte[256];
        for (int c = '!'; c <= '~'; c++) {
            table[c] = switch (c) {
                case '#' -> 0;
                case '%' -> PERCENT;
                case '.' -> DOT;
                case ';' -> SEMICOLON;
                case '\\' -> BACKSLASH;
                case '?' -> QUESTION;
                default -> PLAIN;
            };
        }
        return table;
    }

    private static byte[] valueTable() {
        byte[] table = new byte[256];
        for (int c = 0; c < 256; c++) {
            table[c] = (byte) (c >= ' ' && c != 0x7f || c == '\t' ? 1 : 0);
        }
        return table;
    }

    private static byte[] hostTable() {
        byte[] table = new byte[256];
        for (int c = '!'; c <= '~'; c++) {
            table[c] = (byte) (isLetterOrDigit(c) || HOST_SIGNS.indexOf(c) >= 0 ? 1 : 0);
        }
        return table;
    }

    static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }

    /// Whether the range is a host with or without port, as far as its characters tell; an empty one is none.
    static boolean isHost(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (HOST[bytes[i] & 0xFF] == 0) {
                return false;
            }
        }
        return from < to;
    }
}
