package dev.attache.wire.log;

import dev.attache.base.Ascii;
import dev.attache.base.GrowingBytes;
import dev.attache.wire.log.LogField.Kind;
import dev.attache.wire.log.LogField.NameForm;

/// ArcSight's Common Event Format, alone or behind the time and host of syslog.
///
/// ```
/// CEF:0|Vendor|Product|1.0|100|name of it|7|src=10.0.0.1 msg=a \= b
/// ```
///
/// Fields are `host` where it is told, `vendor product version id`, then the pairs of the extension under their own
/// names, a vendor's as well; the event's name is the body. A severity of 0 to 3 is info, to 6 a warning, to 8 an
/// error,
/// beyond critical. The time is that of `rt`, `end` or `start`.
///
/// Source: Micro Focus, "ArcSight Common Event Format (CEF) Implementation Standard", version 26.
public final class CefFormat implements LogFormat {
    private static final byte[] MARK = Ascii.bytes("CEF:");
    private static final byte[][] HEADER = Ascii.words("vendor product version id");
    private static final byte[][] TIMES = Ascii.words("rt end start");
    private static final byte[][] WORDS = Ascii.words("low medium high very-high");
    private static final int[] WORD_LEVELS = {Severity.INFO, Severity.WARN, Severity.ERROR, Severity.CRITICAL};
    private static final int MARK_WITHIN = 512;
    private static final int KEPT = 1 << 16;

    private final LineCursor cursor = new LineCursor();
    private final GrowingBytes unescaped = new GrowingBytes();
    private final Slice cell = new Slice();
    private final SyslogFormat syslog;
    private final LocalZone zone;

    /// @param zone of times that tell none
    public CefFormat(LocalZone zone) {
        this.zone = zone;
        this.syslog = new SyslogFormat(zone);
    }

    @Override
    public String name() {
        return "cef";
    }

    @Override
    public boolean read(LogRecord record) {
        cursor.begin(record.line());
        unescaped.clear(KEPT);
        if (findMark(record) && readHeader(record)) {
            readExtension(record);
            return true;
        }
        record.reset();
        return false;
    }

    /// Goes past the mark and the version behind it.
    private boolean findMark(LogRecord record) {
        if (!cursor.skip(MARK)) {
            int mark = indexOfMark();
            if (mark < 0) {
                return false;
            }
            if (syslog.readHead(record, mark) < 0) {
                record.reset();
            }
            cursor.moveTo(mark + MARK.length);
        }
        int end = cursor.endOfDigits();
        boolean versioned = end > cursor.at();
        cursor.moveTo(end);
        return versioned && cursor.skip('|');
    }

    private int indexOfMark() {
        int limit = Math.min(cursor.to() - MARK.length, cursor.at() + MARK_WITHIN);
        for (int at = cursor.at() + 1; at < limit; at++) {
            if (cursor.bytes()[at] == 'C' && cursor.bytes()[at - 1] == ' ') {
                cursor.moveTo(at);
                if (cursor.skip(MARK)) {
                    return at;
                }
            }
        }
        return -1;
    }

    private boolean readHeader(LogRecord record) {
        for (byte[] each : HEADER) {
            if (!readCell()) {
                return false;
            }
            record.add(each).value(Kind.TEXT, cell.array(), cell.from(), cell.to());
        }
        if (!readCell()) {
            return false;
        }
        record.body(Kind.TEXT, cell.array(), cell.from(), cell.to());
        if (!readCell()) {
            return false;
        }
        record.level(severity(), cell.array(), cell.from(), cell.to());
        return true;
    }

    /// What stands before the next bar, without the backslashes before bars and backslashes.
    private boolean readCell() {
        byte[] bytes = cursor.bytes();
        int from = cursor.at();
        int at = from;
        boolean escaped = false;
        while (at < cursor.to() && bytes[at] != '|') {
            escaped |= bytes[at] == '\\';
            at += bytes[at] == '\\' ? 2 : 1;
        }
        if (at >= cursor.to()) {
            return false;
        }
        setCell(from, at, escaped);
        cursor.moveTo(at + 1);
        return true;
    }

    private void setCell(int from, int to, boolean escaped) {
        if (!escaped) {
            cell.set(cursor.bytes(), from, to);
            return;
        }
        int start = unescaped.length();
        for (int at = from; at < to; at++) {
            byte each = cursor.bytes()[at];
            if (each == '\\' && at + 1 < to) {
                at++;
                each = meant(cursor.bytes()[at]);
            }
            unescaped.append(each);
        }
        cell.set(unescaped.array(), start, unescaped.length());
    }

    private static byte meant(byte letter) {
        return letter == 'n' ? (byte) '\n' : letter == 'r' ? (byte) '\r' : letter;
    }

    private int severity() {
        for (int i = 0; i < WORDS.length; i++) {
            if (Ascii.equalsIgnoringCase(cell.array(), cell.from(), cell.to(), WORDS[i])) {
                return WORD_LEVELS[i];
            }
        }
        if (cell.isEmpty() || cell.length() > 2) {
            return Severity.NONE;
        }
        int number = Timestamps.number(cell.array(), cell.from(), cell.length());
        if (number < 0 || number > 10) {
            return Severity.NONE;
        }
        return number <= 3
                ? Severity.INFO
                : number <= 6 ? Severity.WARN : number <= 8 ? Severity.ERROR : Severity.CRITICAL;
    }

    /// Pairs with blanks between them; a value may hold blanks, so that it ends before the last word before the next
    /// `=`.
    private void readExtension(LogRecord record) {
        cursor.skipBlanks();
        int name = cursor.at();
        int equals = nextEquals(name);
        while (equals < cursor.to()) {
            int next = nextEquals(equals + 1);
            int end = next;
            if (next < cursor.to()) {
                while (end > equals + 1 && cursor.bytes()[end - 1] != ' ') {
                    end--;
                }
            }
            int nextName = end;
            while (end > equals + 1 && cursor.bytes()[end - 1] == ' ') {
                end--;
            }
            addPair(record, name, equals, end);
            name = nextName;
            equals = next;
        }
    }

    private int nextEquals(int from) {
        int at = from;
        while (at < cursor.to() && cursor.bytes()[at] != '=') {
            at += cursor.bytes()[at] == '\\' ? 2 : 1;
        }
        return Math.min(at, cursor.to());
    }

    private void addPair(LogRecord record, int name, int equals, int end) {
        setCell(equals + 1, end, Swar.indexOf(cursor.bytes(), equals + 1, end, (byte) '\\') < end);
        if (equals > name) {
            record.add(cursor.bytes(), name, equals, NameForm.TEXT)
                    .value(Kind.TEXT, cell.array(), cell.from(), cell.to());
        }
        for (byte[] each : TIMES) {
            if (equals - name == each.length && record.timeNanos() == LogRecord.NO_TIME) {
                cell.set(cursor.bytes(), name, equals);
                if (cell.is(each)) {
                    record.timeNanos(Timestamps.any(cursor.bytes(), equals + 1, end, zone, record.observedNanos()));
                }
            }
        }
    }
}
