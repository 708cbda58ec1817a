package dev.attache.role.http.h2;

import dev.attache.base.GrowingBytes;
import dev.attache.wire.http2.FieldSink;
import dev.attache.wire.http2.HeaderField;

/// Trailers as the lines that HTTP/1.1 has behind the last chunk.
final class TrailerText implements FieldSink {
    private final FieldText text = new FieldText();

    void begin(int bytesMax) {
        text.begin(bytesMax);
    }

    @Override
    public void onField(HeaderField field) {
        if (!text.admits(field)) {
            return;
        }
        if (field.isPseudo() || FieldText.isForbidden(field)) {
            text.toMalformed();
        } else {
            text.appendLine(field);
        }
    }

    /// @return false where they are malformed, or over their bound
    boolean end() {
        text.appendLineEnd();
        return !text.isMalformed() && !text.isTooLarge();
    }

    GrowingBytes out() {
        return text.out();
    }
}
