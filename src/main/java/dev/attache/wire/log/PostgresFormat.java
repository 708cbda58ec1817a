package dev.attache.wire.log;

import dev.attache.base.Ascii;
import dev.attache.wire.log.LogField.Kind;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// PostgreSQL's log to standard error, with the prefix it has by default, the one that Debian gives it, or those of
/// pgBadger and Amazon's RDS. Fields are `pid`, `user`, `db`, `app` and `client` where the prefix has them, and `part`
/// of what belongs to the message before: `DETAIL`, `HINT`, `STATEMENT` and others.
///
/// ```
/// 2026-11-21 10:00:00.123 UTC [1234] LOG:  text                              log_line_prefix '%m [%p] '
/// 2026-11-21 10:00:00.123 CET [1234] app@shop ERROR:  text                   log_line_prefix '%m [%p] %q%u@%d '
/// 2026-11-21 10:00:00 CET [1234]: user=app,db=shop,app=psql,client=::1 LOG:  text        pgBadger
/// 2026-11-21 10:00:00 UTC:10.0.0.1(4711):app@shop:[1234]:LOG:  text          log_line_prefix '%t:%r:%u@%d:[%p]:'
/// ```
///
/// Source: PostgreSQL documentation, "Error Reporting and Logging", "Message Severity Levels".
public final class PostgresFormat implements LogFormat {
    private static final byte[] PID = Ascii.bytes("pid");
    private static final byte[] USER = Ascii.bytes("user");
    private static final byte[] DATABASE = Ascii.bytes("db");
    private static final byte[] APP = Ascii.bytes("app");
    private static final byte[] CLIENT = Ascii.bytes("client");
    private static final byte[][] PAIRS = {USER, DATABASE, APP, CLIENT};
    private static final byte[] PART = Ascii.bytes("part");
    private static final byte[][] LEVELS =
            Ascii.words("LOG ERROR FATAL PANIC WARNING NOTICE INFO DEBUG1 DEBUG2 DEBUG3 DEBUG4 DEBUG5");
    private static final byte[][] PARTS = Ascii.words("DETAIL HINT QUERY CONTEXT LOCATION STATEMENT BACKTRACE");
    private static final int DEBUG_FIRST = 7;
    private static final int DATE = "2026-11-21".length();
    private static final int DATE_TIME = "2026-11-21 10:00:00".length();

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
        if (readTime(record) && readPid(record) && readLevelAndBefore(record) || readColons(record)) {
            cursor.takeBody(record);
            return true;
        }
        record.reset();
        return false;
    }

    private boolean readLevelAndBefore(LogRecord record) {
        return readLevel(record) || (readUser(record) || readPairs(record)) && readLevel(record);
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
        boolean closed = cursor.skip(']');
        cursor.skip(':');
        return closed && cursor.skip(' ');
    }

    /// `user=app,db=shop`, in any order, without blanks.
    private boolean readPairs(LogRecord record) {
        int end = cursor.endOfWord();
        while (cursor.at() < end) {
            int comma = Swar.indexOf(cursor.bytes(), cursor.at(), end, (byte) ',');
            int equals = Swar.indexOf(cursor.bytes(), cursor.at(), comma, (byte) '=');
            if (equals == comma) {
                return false;
            }
            byte[] name = pairName(equals);
            cursor.moveTo(equals + 1);
            if (name != null && comma > cursor.at()) {
                cursor.take(record, name, Kind.TEXT, comma);
            }
            cursor.moveTo(Math.min(comma + 1, end));
        }
        return cursor.skip(' ');
    }

    private byte @Nullable [] pairName(int end) {
        for (byte[] each : PAIRS) {
            if (Arrays.equals(cursor.bytes(), cursor.at(), end, each, 0, each.length)) {
                return each;
            }
        }
        return null;
    }

    /// What Amazon's RDS writes: time, client, `user@db` and `[pid]`, a colon behind each.
    private boolean readColons(LogRecord record) {
        record.reset();
        cursor.begin(record.line());
        if (!cursor.isDigit() || cursor.left() <= DATE_TIME) {
            return false;
        }
        int timeEnd = Swar.indexOf(cursor.bytes(), cursor.at() + DATE_TIME, cursor.to(), (byte) ':');
        record.timeNanos(Timestamps.iso(cursor.bytes(), cursor.at(), timeEnd, zone));
        cursor.moveTo(timeEnd);
        int at = cursor.find('@');
        int user = at;
        while (user > timeEnd && cursor.bytes()[user - 1] != ':') {
            user--;
        }
        if (record.timeNanos() == LogRecord.NO_TIME || at == cursor.to() || user == timeEnd) {
            return false;
        }
        cursor.moveTo(timeEnd + 1);
        takeUnlessEmpty(record, CLIENT, user - 1);
        cursor.moveTo(user);
        takeUnlessEmpty(record, USER, at);
        cursor.moveTo(at + 1);
        takeUnlessEmpty(record, DATABASE, cursor.find(':'));
        return cursor.skip(':')
                && cursor.skip('[')
                && cursor.takeNumber(record, PID)
                && cursor.skip(']')
                && cursor.skip(':')
                && readLevel(record);
    }

    private void takeUnlessEmpty(LogRecord record, byte[] name, int end) {
        if (end > cursor.at()) {
            cursor.take(record, name, Kind.TEXT, end);
        }
        cursor.moveTo(end);
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
