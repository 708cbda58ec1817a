package dev.attache.role.redis.command;

import dev.attache.wire.resp.RequestScanner;
import java.nio.charset.StandardCharsets;

/// Reads the words of a command: compares them with names, whatever their case, or makes text of them.
public final class Words {
    private Words() {}

    /// Whether the bytes are the ASCII word, in any case.
    public static boolean equal(byte[] bytes, int from, int length, String word) {
        if (length != word.length()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (lower(bytes[from + i]) != lower((byte) word.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /// An argument as text, for the rare command that attache answers itself.
    public static String text(byte[] bytes, int base, RequestScanner arguments, int index) {
        return new String(bytes, base + arguments.start(index), arguments.length(index), StandardCharsets.UTF_8);
    }

    static int lower(byte letter) {
        return letter >= 'A' && letter <= 'Z' ? letter + 32 : letter;
    }
}
