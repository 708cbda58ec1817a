package dev.attache.role.http.h2;

import dev.attache.base.GrowingBytes;
import dev.attache.wire.http2.FieldName;
import dev.attache.wire.http2.HeaderField;

/// The lines of a head or of trailers as HTTP/1.1 has them, from the fields of a header block; and what is wrong with
/// them (RFC 9113, 8.1.1 and 8.2).
final class FieldText {
    private static final byte[] TRAILERS = {'t', 'r', 'a', 'i', 'l', 'e', 'r', 's'};
    private static final int CAPACITY_KEPT = 64 * 1024;

    private final GrowingBytes out = new GrowingBytes();
    private int sizeMax;
    private int size;
    private boolean malformed;

    void begin(int bytesMax) {
        out.clear(CAPACITY_KEPT);
        sizeMax = bytesMax;
        size = 0;
        malformed = false;
    }

    GrowingBytes out() {
        return out;
    }

    /// Counts the field.
    ///
    /// @return whether it is to be looked at: nothing is wrong so far, neither with it nor with those before
    boolean admits(HeaderField field) {
        size = size > sizeMax ? size : size + field.size();
        malformed |= !field.isSound();
        return !malformed && size <= sizeMax;
    }

    void toMalformed() {
        malformed = true;
    }

    boolean isMalformed() {
        return malformed;
    }

    boolean isTooLarge() {
        return size > sizeMax;
    }

    /// Whether the field is of those that HTTP/2 has no use for, and so makes its message malformed (RFC 9113, 8.2.2).
    static boolean isForbidden(HeaderField field) {
        return switch (field.id()) {
            case FieldName.CONNECTION,
                    FieldName.KEEP_ALIVE,
                    FieldName.PROXY_CONNECTION,
                    FieldName.TRANSFER_ENCODING,
                    FieldName.UPGRADE -> true;
            case FieldName.TE -> !field.says(TRAILERS);
            default -> false;
        };
    }

    void appendLine(HeaderField field) {
        int name = field.nameLength();
        int value = field.valueLength();
        int at = out.reserve(name + value + 4);
        byte[] bytes = out.array();
        System.arraycopy(field.names(), field.nameStart(), bytes, at, name);
        bytes[at + name] = ':';
        bytes[at + name + 1] = ' ';
        System.arraycopy(field.values(), field.valueStart(), bytes, at + name + 2, value);
        bytes[at + name + value + 2] = '\r';
        bytes[at + name + value + 3] = '\n';
    }

    void appendLineEnd() {
        int at = out.reserve(2);
        out.array()[at] = '\r';
        out.array()[at + 1] = '\n';
    }
}
