package dev.attache.role.logs.expr;

import dev.attache.base.GrowingBytes;
import dev.attache.wire.log.LogRecord;
import dev.attache.wire.log.Slice;

/// What is done with texts.
final class Texts {
    private Texts() {}

    /// Whether it has letters to look at: a text or a level.
    static boolean isText(Value value) {
        return value.type() == Value.Type.TEXT || value.type() == Value.Type.LEVEL;
    }

    /// The texts of all parts one after the other; what is null is nothing.
    static void join(Operand[] parts, LogRecord record, Value into) {
        GrowingBytes own = into.own();
        for (Operand each : parts) {
            Slice text = each.of(record).text();
            own.append(text.array(), text.from(), text.length());
        }
        into.setOwn();
    }

    static boolean isAt(Slice text, int at, Slice part) {
        if (at < text.from() || text.to() - at < part.length()) {
            return false;
        }
        for (int i = 0; i < part.length(); i++) {
            if (text.array()[at + i] != part.array()[part.from() + i]) {
                return false;
            }
        }
        return true;
    }

    static boolean contains(Slice text, Slice part) {
        for (int at = text.from(); at <= text.to() - part.length(); at++) {
            if (isAt(text, at, part)) {
                return true;
            }
        }
        return false;
    }

    /// Letters of ASCII to the other case, from those of one.
    ///
    /// @param first the letter a in the case they have
    static void turnCase(Slice text, char first, Value into) {
        GrowingBytes own = into.own();
        int at = own.reserve(text.length());
        for (int i = text.from(); i < text.to(); i++) {
            byte each = text.array()[i];
            boolean turned = each >= first && each <= first + 25;
            own.array()[at++] = (byte) (turned ? each ^ 0x20 : each);
        }
        into.setOwn();
    }

    /// How many characters there are in UTF-8; bytes that are none count too.
    static int characters(Slice text) {
        int count = 0;
        for (int i = text.from(); i < text.to(); i++) {
            count += (text.array()[i] & 0xc0) == 0x80 ? 0 : 1;
        }
        return count;
    }
}
