package dev.attache.role.http.h2;

import dev.attache.base.GrowingBytes;
import dev.attache.wire.http2.HeaderField;

/// The value of one pseudo-header, kept until all are there: they come in any order, and each once (RFC 9113, 8.3).
final class PseudoField {
    private final GrowingBytes kept;
    private int start;
    private int length;

    PseudoField(GrowingBytes kept) {
        this.kept = kept;
    }

    void clear() {
        length = -1;
    }

    /// @return false where it came before, or has a byte that is not visible ASCII
    boolean take(HeaderField field) {
        if (length >= 0) {
            return false;
        }
        byte[] bytes = field.values();
        int from = field.valueStart();
        for (int i = from; i < from + field.valueLength(); i++) {
            if (bytes[i] <= ' ' || bytes[i] == 0x7F) {
                return false;
            }
        }
        start = kept.length();
        length = field.valueLength();
        kept.append(bytes, from, length);
        return true;
    }

    boolean isThere() {
        return length >= 0;
    }

    boolean isEmpty() {
        return length <= 0;
    }

    int length() {
        return length;
    }

    boolean beginsWith(char c) {
        return length > 0 && kept.array()[start] == c;
    }

    boolean says(byte[] word) {
        if (length != word.length) {
            return false;
        }
        for (int i = 0; i < word.length; i++) {
            if (kept.array()[start + i] != word[i]) {
                return false;
            }
        }
        return true;
    }

    boolean saysInAnyCase(HeaderField field) {
        if (length != field.valueLength()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (small(kept.array()[start + i]) != small(field.values()[field.valueStart() + i])) {
                return false;
            }
        }
        return true;
    }

    private static int small(byte b) {
        return b >= 'A' && b <= 'Z' ? b | 0x20 : b;
    }

    void appendTo(GrowingBytes out) {
        out.append(kept.array(), start, length);
    }
}
