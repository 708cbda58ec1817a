package dev.attache.wire.log;

import dev.attache.base.Ascii;

/// nginx's error log. Fields are `pid tid connection`.
///
/// ```
/// 2026/11/21 10:00:00 [error] 123#456: *7 open() "/x" failed (2: No such file or directory), client: ::1
/// ```
///
/// Source: nginx, src/core/ngx_log.c.
public final class NginxErrorFormat implements LogFormat {
    private static final byte[] PID = Ascii.bytes("pid");
    private static final byte[] TID = Ascii.bytes("tid");
    private static final byte[] CONNECTION = Ascii.bytes("connection");

    private final LineCursor cursor = new LineCursor();
    private final LocalZone zone;

    /// @param zone of the times, which do not tell it
    public NginxErrorFormat(LocalZone zone) {
        this.zone = zone;
    }

    @Override
    public String name() {
        return "nginx-error";
    }

    @Override
    public boolean read(LogRecord record) {
        cursor.begin(record.line());
        if (SlashedTime.read(cursor, record, zone)
                && readLevel(record)
                && cursor.takeNumber(record, PID)
                && cursor.skip('#')
                && cursor.takeNumber(record, TID)
                && cursor.skip(':')
                && cursor.skip(' ')) {
            readConnection(record);
            cursor.takeBody(record);
            return true;
        }
        record.reset();
        return false;
    }

    private boolean readLevel(LogRecord record) {
        if (!cursor.skip(' ') || !cursor.skip('[')) {
            return false;
        }
        int end = cursor.find(']');
        int severity = Severity.of(cursor.bytes(), cursor.at(), end);
        if (severity == Severity.NONE) {
            return false;
        }
        record.level(severity, cursor.bytes(), cursor.at(), end);
        cursor.moveTo(end);
        return cursor.skip(']') && cursor.skip(' ');
    }

    private void readConnection(LogRecord record) {
        int from = cursor.at();
        if (cursor.skip('*') && cursor.takeNumber(record, CONNECTION) && cursor.skip(' ')) {
            return;
        }
        cursor.moveTo(from);
    }
}
