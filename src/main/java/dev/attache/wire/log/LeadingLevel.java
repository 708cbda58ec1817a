package dev.attache.wire.log;

/// A level in capitals that stands before anything else on a line, with a blank or a colon behind it.
final class LeadingLevel {
    private static final int WORD_MIN = 4;
    private static final int WORD_MAX = 8;

    private LeadingLevel() {}

    /// Reads the level that stands here, and goes past it.
    ///
    /// @return false where none stands here: nothing has changed
    static boolean read(LineCursor cursor, LogRecord record) {
        byte[] bytes = cursor.bytes();
        int from = cursor.at();
        int end = from;
        while (end < cursor.to() && end - from <= WORD_MAX && bytes[end] >= 'A' && bytes[end] <= 'Z') {
            end++;
        }
        if (end - from < WORD_MIN || end == cursor.to() || bytes[end] != ' ' && bytes[end] != ':') {
            return false;
        }
        int severity = Severity.of(bytes, from, end);
        if (severity == Severity.NONE) {
            return false;
        }
        record.level(severity, bytes, from, end);
        cursor.moveTo(end);
        return true;
    }
}
