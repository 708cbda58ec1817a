package dev.attache.wire.http;

import dev.attache.base.Ascii;

/// Request methods that a proxy tells apart; every other is [#OTHER].
public enum HttpMethod {
    GET,
    HEAD,
    POST,
    PUT,
    DELETE,
    OPTIONS,
    PATCH,
    TRACE,
    CONNECT,
    OTHER;

    private static final HttpMethod[] ALL = values();
    private static final byte[][] WORDS = words();

    private static byte[][] words() {
        byte[][] words = new byte[ALL.length - 1][];
        for (int i = 0; i < words.length; i++) {
            words[i] = Ascii.bytes(ALL[i].name());
        }
        return words;
    }

    static HttpMethod of(byte[] bytes, int from, int to) {
        for (int i = 0; i < WORDS.length; i++) {
            byte[] word = WORDS[i];
            if (word.length == to - from && word[0] == bytes[from] && isAt(word, bytes, from)) {
                return ALL[i];
            }
        }
        return OTHER;
    }

    private static boolean isAt(byte[] word, byte[] bytes, int from) {
        for (int i = 1; i < word.length; i++) {
            if (word[i] != bytes[from + i]) {
                return false;
            }
        }
        return true;
    }

    /// Whether doing it twice is as good as once (RFC 9110, 9.2.2), so that it may be sent again.
    public boolean isIdempotent() {
        return switch (this) {
            case GET, HEAD, PUT, DELETE, OPTIONS, TRACE -> true;
            case POST, PATCH, CONNECT, OTHER -> false;
        };
    }
}
