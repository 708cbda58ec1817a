package dev.attache.wire.http2;

import dev.attache.base.Ascii;
import dev.attache.base.GrowingBytes;
import java.util.Arrays;

/// Writes the fields of header blocks (RFC 7541, 6), without a table of its own: what the static table has is referred
/// to, all else goes as it is.
///
/// A table would save bytes on the way to a neighbour and cost time and memory for each connection; and what is put
/// aside can be guessed from the sizes of later blocks (RFC 7541, 7.1). Values that are secrets are marked so that
/// nobody behind puts them aside either.
public final class HpackEncoder {
    private static final int INDEXED = 0x80;
    private static final int NEVER_INDEXED = 0x10;
    private static final int NO_TABLE = 0x20;
    private static final byte[] PROTOCOL = Ascii.bytes(":protocol");

    private HpackEncoder() {}

    /// Says that no table is used: at the start of a connection's first block, so that no table that the peer offers
    /// has to be kept, nor a smaller one agreed to (RFC 7541, 4.2).
    public static void noTable(GrowingBytes out) {
        out.append(NO_TABLE);
    }

    /// Appends a field that the static table has whole.
    ///
    /// @param index 1 to 61
    static void indexed(int index, GrowingBytes out) {
        out.append(INDEXED | index);
    }

    /// Appends `:status`.
    ///
    /// @param status 100 to 599
    public static void status(int status, GrowingBytes out) {
        int index = switch (status) {
            case 200 -> 8;
            case 204 -> 9;
            case 206 -> 10;
            case 304 -> 11;
            case 400 -> 12;
            case 404 -> 13;
            case 500 -> 14;
            default -> 0;
        };
        if (index > 0) {
            indexed(index, out);
            return;
        }
        out.append(FieldName.STATUS);
        out.append(3);
        out.append('0' + status / 100);
        out.append('0' + status / 10 % 10);
        out.append('0' + status % 10);
    }

    /// Appends a pseudo-header of a request.
    ///
    /// @param id one of the numbers of [FieldName] whose name begins with a colon
    public static void pseudo(int id, byte[] bytes, int from, int length, GrowingBytes out) {
        int whole = wholeOf(id, bytes, from, length);
        if (whole > 0) {
            indexed(whole, out);
            return;
        }
        if (id == FieldName.PROTOCOL) {
            out.append(0);
            string(PROTOCOL, 0, PROTOCOL.length, out);
        } else {
            integer(id, 4, 0, out);
        }
        string(bytes, from, length, out);
    }

    private static int wholeOf(int id, byte[] bytes, int from, int length) {
        if (id == FieldName.AUTHORITY || id == FieldName.PROTOCOL) {
            return 0;
        }
        return isStatic(id, bytes, from, length) ? id : isStatic(id + 1, bytes, from, length) ? id + 1 : 0;
    }

    private static boolean isStatic(int index, byte[] bytes, int from, int length) {
        byte[] value = StaticTable.value(index);
        return value.length == length && Arrays.equals(value, 0, length, bytes, from, from + length);
    }

    /// Appends a field; its name goes in small letters.
    public static void field(
            byte[] names, int name, int nameLength, byte[] values, int value, int valueLength, GrowingBytes out) {
        int start = out.length();
        out.append(0);
        integer(nameLength, 7, 0, out);
        int id = FieldName.fold(names, name, nameLength, out);
        boolean secret = isSecret(id);
        if (id > 0 && id <= StaticTable.SIZE) {
            out.removeLast(out.length() - start);
            integer(id, 4, secret ? NEVER_INDEXED : 0, out);
        }
        string(values, value, valueLength, out);
    }

    private static boolean isSecret(int id) {
        return id == FieldName.COOKIE
                || id == FieldName.SET_COOKIE
                || id == FieldName.AUTHORIZATION
                || id == FieldName.PROXY_AUTHORIZATION;
    }

    private static void string(byte[] bytes, int from, int length, GrowingBytes out) {
        integer(length, 7, 0, out);
        out.append(bytes, from, length);
    }

    /// Appends an integer (RFC 7541, 5.1).
    ///
    /// @param bits of the first byte that it may take
    /// @param flags the others
    static void integer(int number, int bits, int flags, GrowingBytes out) {
        int mask = (1 << bits) - 1;
        if (number < mask) {
            out.append(flags | number);
            return;
        }
        out.append(flags | mask);
        int rest = number - mask;
        while (rest > 0x7F) {
            out.append(rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        out.append(rest);
    }
}
