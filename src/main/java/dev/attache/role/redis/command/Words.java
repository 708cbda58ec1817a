package dev.attache.role.redis.command;

/// Compares words of a command with names, whatever their case.
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

    static int lower(byte letter) {
        return letter >= 'A' && letter <= 'Z' ? letter + 32 : letter;
    }
}
