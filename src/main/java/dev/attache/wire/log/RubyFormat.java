package dev.attache.wire.log;

import dev.attache.base.Ascii;
import dev.attache.wire.log.LogField.Kind;

/// Ruby's `Logger`. Fields are `pid` and `app`, where the program has a name.
///
/// ```
/// I, [2026-11-21T10:00:00.123456 #77]  INFO -- shop: text
/// ```
///
/// Source: Ruby's library logger, Logger::Formatter.
public final class RubyFormat implements LogFormat {
    private static final byte[] PID = Ascii.bytes("pid");
    private static final byte[] APP = Ascii.bytes("app");
    private static final byte[] ANY = Ascii.bytes("ANY");
    private static final byte[] DASHES = Ascii.bytes(" -- ");

    private final LineCursor cursor = new LineCursor();
    private final LocalZone zone;

    /// @param zone of the times, which do not tell it
    public RubyFormat(LocalZone zone) {
        this.zone = zone;
    }

    @Override
    public String name() {
        return "ruby";
    }

    @Override
    public boolean read(LogRecord record) {
        cursor.begin(record.line());
        if (readTime(record) && readPid(record) && readLevel(record) && readApp(record)) {
            cursor.takeBody(record);
            return true;
        }
        record.reset();
        return false;
    }

    private boolean readTime(LogRecord record) {
        if (cursor.peek(1) != ',' || cursor.peek(2) != ' ' || cursor.peek(3) != '[') {
            return false;
        }
        cursor.moveTo(cursor.at() + 4);
        int end = cursor.endOfWord();
        long nanos = Timestamps.iso(cursor.bytes(), cursor.at(), end, zone);
        record.timeNanos(nanos);
        cursor.moveTo(end);
        return nanos != LogRecord.NO_TIME;
    }

    private boolean readPid(LogRecord record) {
        return cursor.skip(' ') && cursor.skip('#') && cursor.takeNumber(record, PID) && cursor.skip(']');
    }

    private boolean readLevel(LogRecord record) {
        cursor.skipBlanks();
        int from = cursor.at();
        int end = cursor.endOfWord();
        int severity = Severity.of(cursor.bytes(), from, end);
        if (severity == Severity.NONE && !cursor.skip(ANY)) {
            return false;
        }
        record.level(severity, cursor.bytes(), from, severity == Severity.NONE ? from : end);
        cursor.moveTo(end);
        return cursor.skip(DASHES);
    }

    private boolean readApp(LogRecord record) {
        int end = cursor.find(':');
        if (end == cursor.to()) {
            return false;
        }
        if (end > cursor.at()) {
            cursor.take(record, APP, Kind.TEXT, end);
        }
        cursor.moveTo(end + 1);
        cursor.skip(' ');
        return true;
    }
}
