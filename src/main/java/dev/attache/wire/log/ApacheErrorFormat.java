package dev.attache.wire.log;

import dev.attache.base.Ascii;
import dev.attache.wire.log.LogField.Kind;

/// The Apache HTTP server's error log, of versions 2.2 and 2.4. Fields are `module pid tid client`.
///
/// ```
/// [Sat Nov 21 10:00:00.123456 2026] [core:info] [pid 12:tid 34] [client ::1:4711] AH00128: text
/// [Sat Nov 21 10:00:00 2026] [error] [client ::1] text
/// ```
///
/// Source: Apache HTTP Server documentation, ErrorLogFormat.
public final class ApacheErrorFormat implements LogFormat {
    private static final byte[] MODULE = Ascii.bytes("module");
    private static final byte[] PID = Ascii.bytes("pid");
    private static final byte[] TID = Ascii.bytes("tid");
    private static final byte[] CLIENT = Ascii.bytes("client");
    private static final byte[] PID_BEFORE = Ascii.bytes("[pid ");
    private static final byte[] TID_BEFORE = Ascii.bytes(":tid ");
    private static final byte[] CLIENT_BEFORE = Ascii.bytes("[client ");

    private final LineCursor cursor = new LineCursor();
    private final LocalZone zone;

    /// @param zone of the times, which do not tell it
    public ApacheErrorFormat(LocalZone zone) {
        this.zone = zone;
    }

    @Override
    public String name() {
        return "apache-error";
    }

    @Override
    public boolean read(LogRecord record) {
        cursor.begin(record.line());
        if (readTime(record) && readLevel(record)) {
            readProcess(record);
            readClient(record);
            cursor.takeBody(record);
            return true;
        }
        record.reset();
        return false;
    }

    private boolean readTime(LogRecord record) {
        if (!cursor.skip('[') || cursor.isDigit()) {
            return false;
        }
        int end = cursor.find(']');
        long nanos = Timestamps.any(cursor.bytes(), cursor.at(), end, zone, record.observedNanos());
        record.timeNanos(nanos);
        cursor.moveTo(end);
        return nanos != LogRecord.NO_TIME && cursor.skip(']') && cursor.skip(' ');
    }

    /// `[level]`, or `[module:level]`, where the module may be empty.
    private boolean readLevel(LogRecord record) {
        if (!cursor.skip('[')) {
            return false;
        }
        int from = cursor.at();
        int end = cursor.find(']');
        int colon = Swar.indexOf(cursor.bytes(), from, end, (byte) ':');
        int word = colon == end ? from : colon + 1;
        int severity = severity(word, end);
        if (severity == Severity.NONE) {
            return false;
        }
        if (word > from + 1) {
            cursor.take(record, MODULE, Kind.TEXT, colon);
        }
        record.level(severity, cursor.bytes(), word, end);
        cursor.moveTo(end);
        return cursor.skip(']') && cursor.skip(' ');
    }

    /// Beside the words of syslog there are `trace1` to `trace8`.
    private int severity(int from, int end) {
        byte last = end > from ? cursor.bytes()[end - 1] : 0;
        return Severity.of(cursor.bytes(), from, last >= '1' && last <= '8' ? end - 1 : end);
    }

    private void readProcess(LogRecord record) {
        if (cursor.skip(PID_BEFORE) && cursor.takeNumber(record, PID)) {
            if (cursor.skip(TID_BEFORE)) {
                cursor.takeNumber(record, TID);
            }
            cursor.skip(']');
            cursor.skip(' ');
        }
    }

    private void readClient(LogRecord record) {
        int end = cursor.find(']');
        if (end < cursor.to() && cursor.skip(CLIENT_BEFORE)) {
            cursor.take(record, CLIENT, Kind.TEXT, end);
            cursor.moveTo(end + 1);
            cursor.skip(' ');
        }
    }
}
