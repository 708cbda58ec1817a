package dev.attache.wire.log;

import dev.attache.base.Ascii;
import dev.attache.wire.log.LogField.Kind;

/// Go's package `log`: `2026/11/21 10:00:00 text`, with the place in the source, as field `source`, where it is asked
/// for. A level in capitals before the text, as package `log/slog` writes it there, is the record's.
///
/// Source: pkg.go.dev/log, LstdFlags and Lshortfile.
public final class GoFormat implements LogFormat {
    private static final byte[] SOURCE = Ascii.bytes("source");
    private static final byte[] SUFFIX = Ascii.bytes(".go:");

    private final LineCursor cursor = new LineCursor();
    private final LocalZone zone;

    /// @param zone of the times, which do not tell it
    public GoFormat(LocalZone zone) {
        this.zone = zone;
    }

    @Override
    public String name() {
        return "go";
    }

    @Override
    public boolean read(LogRecord record) {
        cursor.begin(record.line());
        if (!SlashedTime.read(cursor, record, zone) || !cursor.skip(' ')) {
            record.reset();
            return false;
        }
        readSource(record);
        if (LeadingLevel.read(cursor, record) && !cursor.skip(':')) {
            cursor.skipBlanks();
        }
        cursor.skipBlanks();
        cursor.takeBody(record);
        return true;
    }

    private void readSource(LogRecord record) {
        int from = cursor.at();
        int end = cursor.endOfWord();
        int colon = end - 1;
        if (colon > from && cursor.bytes()[colon] == ':' && hasPlace(from, colon)) {
            cursor.take(record, SOURCE, Kind.TEXT, colon);
            cursor.moveTo(colon + 1);
            cursor.skip(' ');
        }
    }

    private boolean hasPlace(int from, int to) {
        int digits = to;
        while (digits > from && cursor.bytes()[digits - 1] >= '0' && cursor.bytes()[digits - 1] <= '9') {
            digits--;
        }
        if (digits == to || digits - from <= SUFFIX.length) {
            return false;
        }
        for (int i = 0; i < SUFFIX.length; i++) {
            if (cursor.bytes()[digits - SUFFIX.length + i] != SUFFIX[i]) {
                return false;
            }
        }
        return true;
    }
}
