package dev.attache.wire.http2;

import dev.attache.base.GrowingBytes;
import java.nio.charset.StandardCharsets;

/// The names of fields that have a number here: those of HPACK's static table by the first place they have in it, and
/// a few more that HTTP/2 has rules for.
public final class FieldName {
    /// No name that has a number.
    public static final int OTHER = 0;

    public static final int AUTHORITY = 1;
    public static final int METHOD = 2;
    public static final int PATH = 4;
    public static final int SCHEME = 6;
    public static final int STATUS = 8;
    public static final int AUTHORIZATION = 23;
    public static final int CONTENT_LENGTH = 28;
    public static final int COOKIE = 32;
    public static final int HOST = 38;
    public static final int PROXY_AUTHORIZATION = 49;
    public static final int SET_COOKIE = 55;
    public static final int TRANSFER_ENCODING = 57;
    public static final int CONNECTION = 62;
    public static final int KEEP_ALIVE = 63;
    public static final int PROXY_CONNECTION = 64;
    public static final int UPGRADE = 65;
    public static final int TE = 66;
    public static final int PROTOCOL = 67;

    private static final String[] BEYOND_STATIC = {
        "connection", "keep-alive", "proxy-connection", "upgrade", "te", ":protocol"
    };
    private static final int SLOTS = 256;
    private static final byte[][] NAMES = names();
    private static final int[] HASHES = hashes();
    private static final byte[] TABLE = table();

    private FieldName() {}

    private static byte[][] names() {
        byte[][] names = new byte[StaticTable.SIZE + BEYOND_STATIC.length + 1][];
        names[0] = new byte[0];
        for (int i = 1; i < names.length; i++) {
            names[i] = i <= StaticTable.SIZE
                    ? StaticTable.name(i)
                    : BEYOND_STATIC[i - StaticTable.SIZE - 1].getBytes(StandardCharsets.US_ASCII);
        }
        return names;
    }

    private static int[] hashes() {
        int[] hashes = new int[NAMES.length];
        for (int i = 0; i < NAMES.length; i++) {
            for (byte b : NAMES[i]) {
                hashes[i] = hashes[i] * 31 + b;
            }
        }
        return hashes;
    }

    private static byte[] table() {
        byte[] table = new byte[SLOTS];
        for (int i = 1; i < NAMES.length; i++) {
            if (find(table, HASHES[i], NAMES[i], 0, NAMES[i].length) == OTHER) {
                int slot = slot(HASHES[i]);
                while (table[slot] != OTHER) {
                    slot = slot + 1 & SLOTS - 1;
                }
                table[slot] = (byte) i;
            }
        }
        return table;
    }

    private static int slot(int hash) {
        return (hash ^ hash >>> 15) & SLOTS - 1;
    }

    private static int find(byte[] table, int hash, byte[] bytes, int from, int length) {
        for (int slot = slot(hash); table[slot] != OTHER; slot = slot + 1 & SLOTS - 1) {
            int candidate = table[slot];
            byte[] name = NAMES[candidate];
            if (HASHES[candidate] == hash && name.length == length && isAt(name, bytes, from)) {
                return candidate;
            }
        }
        return OTHER;
    }

    private static boolean isAt(byte[] name, byte[] bytes, int from) {
        for (int i = 0; i < name.length; i++) {
            if (bytes[from + i] != name[i]) {
                return false;
            }
        }
        return true;
    }

    /// The number of a name, [#OTHER] where it has none.
    static int of(byte[] bytes, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + bytes[i];
        }
        return find(TABLE, hash, bytes, from, to - from);
    }

    /// Appends a name in small letters.
    ///
    /// @return its number, [#OTHER] where it has none
    static int fold(byte[] bytes, int from, int length, GrowingBytes out) {
        int at = out.reserve(length);
        byte[] folded = out.array();
        int hash = 0;
        for (int i = 0; i < length; i++) {
            byte b = bytes[from + i];
            byte small = b >= 'A' && b <= 'Z' ? (byte) (b | 0x20) : b;
            folded[at + i] = small;
            hash = hash * 31 + small;
        }
        return find(TABLE, hash, folded, at, length);
    }
}
