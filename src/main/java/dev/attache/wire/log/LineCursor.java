package dev.attache.wire.log;

import dev.attache.wire.log.LogField.Kind;

/// Walks over a line of a fixed form from left to right. What does not fit leaves it where it stands and says so.
final class LineCursor {
    private byte[] bytes = new byte[0];
    private int at;
    private int to;

    void begin(Slice line) {
        bytes = line.array();
        at = line.from();
        to = line.to();
    }

    byte[] bytes() {
        return bytes;
    }

    int at() {
        return at;
    }

    int to() {
        return to;
    }

    int left() {
        return to - at;
    }

    boolean isAtEnd() {
        return at == to;
    }

    void moveTo(int index) {
        at = index;
    }

    /// The byte here; -1 at the end.
    int peek() {
        return at < to ? bytes[at] & 0xff : -1;
    }

    /// The byte so far ahead; -1 beyond the end.
    int peek(int ahead) {
        return at + ahead < to ? bytes[at + ahead] & 0xff : -1;
    }

    boolean skip(char wanted) {
        if (peek() == wanted) {
            at++;
            return true;
        }
        return false;
    }

    boolean skip(byte[] wanted) {
        if (left() < wanted.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (bytes[at + i] != wanted[i]) {
                return false;
            }
        }
        at += wanted.length;
        return true;
    }

    void skipBlanks() {
        while (at < to && (bytes[at] == ' ' || bytes[at] == '\t')) {
            at++;
        }
    }

    /// Where this byte stands next.
    ///
    /// @return its index, or the end
    int find(char wanted) {
        return Swar.indexOf(bytes, at, to, (byte) wanted);
    }

    boolean isDigit() {
        return at < to && bytes[at] >= '0' && bytes[at] <= '9';
    }

    /// Where the digits end that begin here.
    int endOfDigits() {
        int end = at;
        while (end < to && bytes[end] >= '0' && bytes[end] <= '9') {
            end++;
        }
        return end;
    }

    /// Where a blank stands next, or the end.
    int endOfWord() {
        return find(' ');
    }

    /// Adds what lies before `end` as a field, and goes past it.
    void take(LogRecord record, byte[] name, Kind kind, int end) {
        record.add(name).value(kind, bytes, at, end);
        at = end;
    }

    /// Adds the whole number that begins here as a field, and goes past it; no needless zeros stand before one.
    ///
    /// @return whether there is one
    boolean takeNumber(LogRecord record, byte[] name) {
        int end = endOfDigits();
        if (end == at || bytes[at] == '0' && end - at > 1) {
            return false;
        }
        take(record, name, Kind.NUMBER, end);
        return true;
    }

    /// Makes the rest of the line the body.
    void takeBody(LogRecord record) {
        record.body(Kind.TEXT, bytes, at, to);
        at = to;
    }
}
