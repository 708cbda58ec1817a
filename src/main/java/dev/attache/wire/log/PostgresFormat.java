package dev.attache.wire.log;

import dev.attache.base.Ascii;
import dev.attache.wire.log.LogField.Kind;

/// PostgreSQL's log to standard error, with the prefix it has by default or the one that Debian gives it. Fields are
/// `pid`, `user` and `db` where the prefix has them, and `part` of what belongs to the message before: `DETAIL`,
/// `HINT`,
/// `STATEMENT` and others.
///
/// ```
/// 2026-11-21 10:00:00.123 UTC [1234] LOG:  text                              log_line_prefix '%m [%p] '
/// 2026-11-21 10:00:00.123 CET [1234] app@shop ERROR:  text                   log_line_prefix '%m [%p] %q%u@%d '
/// ```
///
/// Source: PostgreSQL documentation, "Error Reporting and Logging", "Message Severity Levels".
public final class PostgresFormat implements LogFormat {
    private static final byte[] PID = Ascii.bytes("pid");
    private static final byte[] USER = Ascii.bytes("user");
    private static final byte[] DATABASE = Ascii.bytes("db");
    private static final byte[] PART = Ascii.bytes("part");
    private static final byte[][] LEVELS =
            Ascii.words("LOG ERROR FATAL PANIC WARNING NOTICE INFO DEBUG1 DEBUG2 DEBUG3 DEBUG4 DEBUG5");
    private static final byte[][] PARTS = Ascii.words("DETAIL HINT QUERY CONTEXT LOCATION STATEMENT BACKTRACE");
    private static final int DEBUG_FIRST = 7;
    private static final int DATE = "2026-11-21".length();

    private final LineCursor cursor = new LineCursor();
    private final LocalZone zone;

    /// @param zone of times whose zone is an abbreviation that nobody can tell
    public PostgresFormat(LocalZone zone) {
        this.zone = zone;
    }

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public boolean read(LogRecord record) {
        cursor.begin(record.line());
        if (readTime(record) && readPid(record) && (readLevel(record) || readUser(record) && readLevel(record))) {
            cursor.takeBody(record);
            return true;
        }
        record.reset();
        return false;
    }

    private boolean readTime(LogRecord record) {
        int from = cursor.at();
        if (!cursor.isDigit() || cursor.left() <= DATE || cursor.peek(DATE) != ' ') {
            return false;
        }
        int bracket = cursor.find('[');
        if (bracket == cursor.to() || bracket - from < DATE || cursor.bytes()[bracket - 1] != ' ') {
            return false;
        }
        long nanos = Timestamps.iso(cursor.bytes(), from, bracket - 1, zone);
        record.timeNanos(nanos);
        cursor.moveTo(bracket + 1);
        return nanos != LogRecord.NO_TIME;
    }

    private boolean readPid(LogRecord record) {
        int end = cursor.endOfDigits();
        if (end == cursor.at() || cursor.peek() == '0') {
            return false;
        }
        cursor.take(record, PID, Kind.NUMBER, end);
        return cursor.skip(']') && cursor.skip(' ');
    }

    private boolean readUser(LogRecord record) {
        int end = cursor.endOfWord();
        int at = Swar.indexOf(cursor.bytes(), cursor.at(), end, (byte) '@');
        if (at == end || end == cursor.to()) {
            return false;
        }
        cursor.take(record, USER, Kind.TEXT, at);
        cursor.moveTo(at + 1);
        cursor.take(record, DATABASE, Kind.TEXT, end);
        return cursor.skip(' ');
    }

    /// What belongs to the message before has a word of its own in place of a level: the field `part`, told as info.
    private boolean readLevel(LogRecord record) {
        int from = cursor.at();
        int level = skipWord(LEVELS);
        int part = level < 0 ? skipWord(PARTS) : -1;
        if (level < 0 && part < 0) {
            return false;
        }
        int end = cursor.at();
        byte[] bytes = cursor.bytes();
        if (part >= 0) {
            record.add(PART).value(Kind.TEXT, bytes, from, end);
            record.level(Severity.INFO, bytes, end, end);
        } else {
            record.level(level >= DEBUG_FIRST ? Severity.DEBUG : Severity.of(bytes, from, end), bytes, from, end);
        }
        cursor.skip(':');
        cursor.skipBlanks();
        return true;
    }

    /// Goes past one of the words, where a colon follows.
    ///
    /// @return which one; below 0 where none stands here
    private int skipWord(byte[][] words) {
        int length = cursor.find(':') - cursor.at();
        for (int i = 0; i < words.length; i++) {
            if (words[i].length == length && cursor.skip(words[i])) {
                return i;
            }
        }
        return -1;
    }
}
