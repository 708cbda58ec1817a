package dev.attache.wire.http2;

/// Which bytes may stand in a field (RFC 9113, 8.2.1).
final class FieldChars {
    private static final String TOKEN_SIGNS = "!#$%&'*+-.^_`|~";
    private static final boolean[] NAME = nameTable();

    private FieldChars() {}

    private static boolean[] nameTable() {
        boolean[] table = new boolean[256];
        for (int c = '!'; c <= '~'; c++) {
            table[c] = c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || TOKEN_SIGNS.indexOf(c) >= 0;
        }
        return table;
    }

    /// Whether the range is a token in small letters, with or without the colon of a pseudo-header before it.
    static boolean isName(byte[] bytes, int from, int length) {
        int first = length > 0 && bytes[from] == ':' ? from + 1 : from;
        for (int i = first; i < from + length; i++) {
            if (!NAME[bytes[i] & 0xFF]) {
                return false;
            }
        }
        return first < from + length;
    }

    static boolean isValue(byte[] bytes, int from, int length) {
        for (int i = from; i < from + length; i++) {
            byte b = bytes[i];
            if (b == '\r' || b == '\n' || b == 0) {
                return false;
            }
        }
        return length == 0 || !isBlank(bytes[from]) && !isBlank(bytes[from + length - 1]);
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }
}
