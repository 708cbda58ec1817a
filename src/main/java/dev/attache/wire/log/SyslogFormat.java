package dev.attache.wire.log;

import dev.attache.base.Ascii;
import dev.attache.wire.log.LogField.Kind;
import dev.attache.wire.log.LogField.NameForm;

/// Syslog, as daemons send it and as it stands in files.
///
/// ```
/// <34>1 2026-11-21T10:00:00.003Z host app 1234 ID47 [x@1 a="b"] text      RFC 5424
/// <34>Nov 21 10:00:00 host app[1234]: text                               RFC 3164
/// Nov 21 10:00:00 host app[1234]: text                                   a file of it, without priority
/// 2026-11-21T10:00:00.003+01:00 host app[1234]: text                     the same by rsyslog
/// ```
///
/// Fields are `host app pid facility id`, and structured data as it stands as `data`. A year that is not
/// told is the one that brings the time next to when the line was read.
public final class SyslogFormat implements LogFormat {
    private static final byte[] HOST = Ascii.bytes("host");
    private static final byte[] APP = Ascii.bytes("app");
    private static final byte[] PID = Ascii.bytes("pid");
    private static final byte[] ID = Ascii.bytes("id");
    private static final byte[] FACILITY = Ascii.bytes("facility");
    private static final byte[] DATA = Ascii.bytes("data");
    private static final byte[][] FACILITIES =
            Ascii.words("kern user mail daemon auth syslog lpr news uucp cron authpriv ftp"
                    + " ntp security console solaris-cron local0 local1 local2 local3 local4 local5 local6 local7");
    private static final int SHORT_TIME = "Nov 21 10:00:00".length();
    private static final int WORD_MAX = 255;

    private final LineCursor cursor = new LineCursor();
    private final LocalZone zone;

    /// @param zone of times that tell none
    public SyslogFormat(LocalZone zone) {
        this.zone = zone;
    }

    @Override
    public String name() {
        return "syslog";
    }

    @Override
    public boolean read(LogRecord record) {
        cursor.begin(record.line());
        boolean prioritised = cursor.peek() == '<';
        boolean right = (!prioritised || readPriority(record))
                && (prioritised && cursor.peek() == '1' && cursor.peek(1) == ' '
                        ? readModern(record)
                        : readOld(record));
        if (!right) {
            record.reset();
        }
        return right;
    }

    /// Reads the priority, time and host that stand before another format.
    ///
    /// @param end where that begins
    /// @return where they end; below 0 where they do not stand there
    int readHead(LogRecord record, int end) {
        cursor.begin(record.line());
        boolean right = (cursor.peek() != '<' || readPriority(record))
                && (cursor.isDigit() ? readIsoOrDash(record) : readShortTime(record))
                && readWord(record, HOST);
        return right && cursor.at() <= end ? cursor.at() : -1;
    }

    private boolean readPriority(LogRecord record) {
        cursor.skip('<');
        int from = cursor.at();
        int end = cursor.endOfDigits();
        if (end == from || end - from > 3) {
            return false;
        }
        int priority = Timestamps.number(cursor.bytes(), from, end - from);
        cursor.moveTo(end);
        if (priority >= FACILITIES.length * 8 || !cursor.skip('>')) {
            return false;
        }
        record.add(FACILITY).value(Kind.TEXT, FACILITIES[priority / 8]);
        record.level(Severity.ofSyslog(priority % 8), cursor.bytes(), end, end);
        return true;
    }

    private boolean readModern(LogRecord record) {
        cursor.moveTo(cursor.at() + 2);
        return readIsoOrDash(record)
                && readWord(record, HOST)
                && readWord(record, APP)
                && readWord(record, PID)
                && readWord(record, ID)
                && readData(record)
                && readRest(record);
    }

    private boolean readIsoOrDash(LogRecord record) {
        int end = cursor.endOfWord();
        boolean dash = end - cursor.at() == 1 && cursor.peek() == '-';
        if (!dash) {
            long nanos = Timestamps.iso(cursor.bytes(), cursor.at(), end, zone);
            if (nanos == LogRecord.NO_TIME) {
                return false;
            }
            record.timeNanos(nanos);
        }
        cursor.moveTo(end);
        return cursor.skip(' ');
    }

    private boolean readWord(LogRecord record, byte[] name) {
        int from = cursor.at();
        int end = cursor.endOfWord();
        if (end == from || end - from > WORD_MAX) {
            return false;
        }
        if (end - from == 1 && cursor.peek() == '-') {
            cursor.moveTo(end);
        } else {
            cursor.take(record, name, Kind.TEXT, end);
        }
        return cursor.skip(' ');
    }

    /// Structured data as it stands, brackets and all, where it is not `-`.
    private boolean readData(LogRecord record) {
        if (cursor.skip('-')) {
            return cursor.isAtEnd() || cursor.skip(' ');
        }
        int from = cursor.at();
        while (cursor.peek() == '[') {
            int end = endOfElement();
            if (end < 0) {
                return false;
            }
            cursor.moveTo(end + 1);
        }
        if (cursor.at() == from) {
            return false;
        }
        record.add(DATA, 0, DATA.length, NameForm.OWN).value(Kind.TEXT, cursor.bytes(), from, cursor.at());
        return cursor.isAtEnd() || cursor.skip(' ');
    }

    /// The index of the bracket that ends the element that begins here; values in quotes may hold one.
    private int endOfElement() {
        byte[] bytes = cursor.bytes();
        boolean quoted = false;
        for (int at = cursor.at() + 1; at < cursor.to(); at++) {
            if (bytes[at] == '\\') {
                at++;
            } else if (bytes[at] == '"') {
                quoted = !quoted;
            } else if (bytes[at] == ']' && !quoted) {
                return at;
            }
        }
        return -1;
    }

    private boolean readOld(LogRecord record) {
        return cursor.isDigit()
                ? readIsoOrDash(record) && readHost(record) && readTag(record) && readRest(record)
                : readShortTime(record) && readWord(record, HOST) && readTagOrNone(record) && readRest(record);
    }

    private boolean readTagOrNone(LogRecord record) {
        readTag(record);
        return true;
    }

    /// Behind a time that others write as well, a level is no host.
    private boolean readHost(LogRecord record) {
        boolean level = Severity.of(cursor.bytes(), cursor.at(), cursor.endOfWord()) != Severity.NONE;
        return !level && readWord(record, HOST);
    }

    private boolean readShortTime(LogRecord record) {
        byte[] bytes = cursor.bytes();
        int at = cursor.at();
        if (cursor.left() <= SHORT_TIME
                || bytes[at + 3] != ' '
                || bytes[at + 6] != ' '
                || bytes[at + SHORT_TIME] != ' ') {
            return false;
        }
        int day = bytes[at + 4] == ' ' ? Timestamps.number(bytes, at + 5, 1) : Timestamps.number(bytes, at + 4, 2);
        long nanos = Timestamps.nearest(Timestamps.month(bytes, at), day, bytes, at + 7, zone, record.observedNanos());
        if (nanos == LogRecord.NO_TIME || bytes[at + 9] != ':' || bytes[at + 12] != ':') {
            return false;
        }
        record.timeNanos(nanos);
        cursor.moveTo(at + SHORT_TIME + 1);
        return true;
    }

    /// `app[1234]:` or `app:`.
    ///
    /// @return false where the text has neither
    private boolean readTag(LogRecord record) {
        int colon = cursor.find(':');
        int blank = cursor.find(' ');
        if (colon >= blank || colon == cursor.at()) {
            return false;
        }
        int bracket = cursor.find('[');
        boolean numbered = bracket < colon && cursor.bytes()[colon - 1] == ']' && bracket > cursor.at();
        cursor.take(record, APP, Kind.TEXT, numbered ? bracket : colon);
        if (numbered) {
            cursor.moveTo(bracket + 1);
            cursor.take(record, PID, Kind.TEXT, colon - 1);
        }
        cursor.moveTo(colon + 1);
        cursor.skip(' ');
        return true;
    }

    private boolean readRest(LogRecord record) {
        cursor.takeBody(record);
        return true;
    }
}
