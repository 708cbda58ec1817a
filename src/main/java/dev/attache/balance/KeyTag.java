package dev.attache.balance;

/// The two characters between which a key says what of it is to be hashed.
///
/// twemproxy and Redis Cluster agree: the first opening character counts, then the first closing one behind it; where
/// nothing stands between them, or one is missing, the whole key is hashed. Both may be the same character.
public final class KeyTag {
    /// Hashes whole keys.
    public static final KeyTag NONE = new KeyTag((byte) 0, (byte) 0, false);

    private static final int ASCII_MAX = 0x7f;

    private final byte open;
    private final byte close;
    private final boolean on;

    private KeyTag(byte open, byte close, boolean on) {
        this.open = open;
        this.close = close;
        this.on = on;
    }

    /// @param characters two of ASCII, the opening one first, or none
    /// @throws IllegalArgumentException where they are anything else
    public static KeyTag of(String characters) {
        if (characters.isEmpty()) {
            return NONE;
        }
        if (characters.length() != 2 || characters.chars().anyMatch(each -> each > ASCII_MAX)) {
            throw new IllegalArgumentException("a tag is two ASCII characters, as in \"{}\", or none");
        }
        return new KeyTag((byte) characters.charAt(0), (byte) characters.charAt(1), true);
    }

    /// Hashes the part of the key that counts; an empty key is 0, as in twemproxy, whatever the function.
    int hash(KeyHash hash, byte[] bytes, int from, int length) {
        if (on) {
            int end = from + length;
            int start = indexOf(open, bytes, from, end);
            int stop = start < 0 ? -1 : indexOf(close, bytes, start + 1, end);
            if (stop > start + 1) {
                return hash.of(bytes, start + 1, stop - start - 1);
            }
        }
        return length == 0 ? 0 : hash.of(bytes, from, length);
    }

    private static int indexOf(byte wanted, byte[] bytes, int from, int end) {
        for (int i = from; i < end; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return -1;
    }
}
