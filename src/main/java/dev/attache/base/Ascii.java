package dev.attache.base;

import java.nio.charset.StandardCharsets;

/// Words of a protocol as the bytes that go over the wire.
public final class Ascii {
    private Ascii() {}

    /// The bytes of a text of ASCII alone.
    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /// Whether the range says the word, in letters of either case.
    public static boolean equalsIgnoringCase(byte[] bytes, int from, int to, byte[] smallLetters) {
        if (to - from != smallLetters.length) {
            return false;
        }
        for (int i = 0; i < smallLetters.length; i++) {
            int each = bytes[from + i];
            if ((each >= 'A' && each <= 'Z' ? each | 0x20 : each) != smallLetters[i]) {
                return false;
            }
        }
        return true;
    }

    /// The bytes of each word of a text that has one blank between them.
    public static byte[][] words(String text) {
        String[] words = text.split(" ");
        byte[][] bytes = new byte[words.length][];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = bytes(words[i]);
        }
        return bytes;
    }
}
