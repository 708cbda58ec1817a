package dev.attache.role.http.h2;

import dev.attache.base.Ascii;
import dev.attache.base.GrowingBytes;
import dev.attache.wire.http2.FieldName;
import dev.attache.wire.http2.FieldSink;
import dev.attache.wire.http2.HeaderField;

/// A response's head as HTTP/1.1 has it (RFC 9113, 8.3.2), without a reason, since HTTP/2 has none.
final class ResponseText implements FieldSink {
    private static final byte[] VERSION = Ascii.bytes("HTTP/1.1 ");
    private static final int SWITCHING_PROTOCOLS = 101;

    private final FieldText text = new FieldText();
    private int status;

    void begin(int bytesMax) {
        text.begin(bytesMax);
        status = 0;
    }

    @Override
    public void onField(HeaderField field) {
        if (!text.admits(field)) {
            return;
        }
        if (field.id() == FieldName.STATUS) {
            onStatus(field);
        } else if (status == 0 || field.isPseudo() || FieldText.isForbidden(field)) {
            text.toMalformed();
        } else {
            text.appendLine(field);
        }
    }

    private void onStatus(HeaderField field) {
        if (status != 0 || field.valueLength() != 3) {
            text.toMalformed();
            return;
        }
        byte[] bytes = field.values();
        int at = field.valueStart();
        GrowingBytes out = text.out();
        out.append(VERSION);
        out.append(bytes, at, 3);
        out.append(' ');
        text.appendLineEnd();
        status = (bytes[at] - '0') * 100 + (bytes[at + 1] - '0') * 10 + bytes[at + 2] - '0';
    }

    /// @return false where the head is malformed, or over its bound
    boolean end() {
        text.appendLineEnd();
        return !text.isMalformed() && !text.isTooLarge() && status > 0 && status != SWITCHING_PROTOCOLS;
    }

    boolean isInterim() {
        return status < 200;
    }

    GrowingBytes out() {
        return text.out();
    }
}
