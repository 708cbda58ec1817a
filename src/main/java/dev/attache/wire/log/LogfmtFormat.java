package dev.attache.wire.log;

import dev.attache.wire.log.LogField.Kind;
import dev.attache.wire.log.LogField.NameForm;

/// Pairs of names and values with blanks between them, as Go's programs and Heroku write: `level=info msg="a b" n=1`.
///
/// A value in quotes is read as JSON would; where it is none, as it stands. A name without a value is true. At least
/// one pair makes a line one of this format.
///
/// Source: brandur.org/logfmt; github.com/kr/logfmt.
public final class LogfmtFormat implements LogFormat {
    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};

    private final JsonCursor strings = new JsonCursor();
    private final LineCursor cursor = new LineCursor();
    private final KnownFields known;

    /// @param zone of times that tell none
    public LogfmtFormat(LocalZone zone) {
        this.known = new KnownFields(zone);
    }

    @Override
    public String name() {
        return "logfmt";
    }

    @Override
    public boolean read(LogRecord record) {
        cursor.begin(record.line());
        record.body().clear();
        boolean paired = false;
        cursor.skipBlanks();
        while (!cursor.isAtEnd()) {
            int from = cursor.at();
            int end = endOfName();
            if (end == from) {
                record.reset();
                return false;
            }
            cursor.moveTo(end);
            if (cursor.skip('=')) {
                paired = true;
                if (!readValue(record, from, end)) {
                    record.reset();
                    return false;
                }
            } else {
                record.add(cursor.bytes(), from, end, NameForm.TEXT).value(Kind.LITERAL, TRUE);
            }
            cursor.skipBlanks();
        }
        if (!paired) {
            record.reset();
        }
        return paired;
    }

    private int endOfName() {
        byte[] bytes = cursor.bytes();
        int end = cursor.at();
        while (end < cursor.to() && bytes[end] > ' ' && bytes[end] != '=' && bytes[end] != '"') {
            end++;
        }
        return end;
    }

    private boolean readValue(LogRecord record, int nameFrom, int nameTo) {
        byte[] bytes = cursor.bytes();
        int from = cursor.at();
        int end;
        Kind kind = Kind.TEXT;
        if (cursor.peek() == '"') {
            from++;
            end = endOfQuoted();
            if (end < 0) {
                return false;
            }
            strings.begin(bytes, cursor.at(), end + 1);
            kind = strings.skipString() && strings.isAtEnd() ? Kind.JSON_TEXT : Kind.TEXT;
            cursor.moveTo(end + 1);
        } else {
            end = cursor.endOfWord();
            kind = isNumber(bytes, from, end) ? Kind.NUMBER : Kind.TEXT;
            cursor.moveTo(end);
        }
        if (!known.take(record, bytes, nameFrom, nameTo, kind, from, end)) {
            record.add(bytes, nameFrom, nameTo, NameForm.TEXT).value(kind, bytes, from, end);
        }
        return true;
    }

    private boolean isNumber(byte[] bytes, int from, int to) {
        strings.begin(bytes, from, to);
        return to > from && strings.skipValue() == Kind.NUMBER && strings.isAtEnd();
    }

    /// The index of the quote that ends the value whose first quote stands here; below 0 where none does.
    private int endOfQuoted() {
        byte[] bytes = cursor.bytes();
        for (int at = cursor.at() + 1; at < cursor.to(); at++) {
            if (bytes[at] == '\\') {
                at++;
            } else if (bytes[at] == '"') {
                return at;
            }
        }
        return -1;
    }
}
