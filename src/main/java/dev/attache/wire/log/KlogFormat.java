package dev.attache.wire.log;

import dev.attache.base.Ascii;
import dev.attache.wire.log.LogField.Kind;

/// Kubernetes' klog, and glog before it. Fields are `tid` and `source`.
///
/// ```
/// I1121 10:00:00.123456    1234 server.go:45] text
/// ```
///
/// Source: github.com/kubernetes/klog, formatHeader.
public final class KlogFormat implements LogFormat {
    private static final byte[] TID = Ascii.bytes("tid");
    private static final byte[] SOURCE = Ascii.bytes("source");
    private static final int TIME_LENGTH = "I1121 10:00:00.123456".length();

    private final LineCursor cursor = new LineCursor();
    private final LocalZone zone;

    /// @param zone of the times, which do not tell it
    public KlogFormat(LocalZone zone) {
        this.zone = zone;
    }

    @Override
    public String name() {
        return "klog";
    }

    @Override
    public boolean read(LogRecord record) {
        cursor.begin(record.line());
        if (readTime(record) && readTid(record) && readSource(record)) {
            cursor.takeBody(record);
            return true;
        }
        record.reset();
        return false;
    }

    private boolean readTime(LogRecord record) {
        byte[] bytes = cursor.bytes();
        int at = cursor.at();
        int severity = switch (cursor.peek()) {
            case 'I' -> Severity.INFO;
            case 'W' -> Severity.WARN;
            case 'E' -> Severity.ERROR;
            case 'F' -> Severity.FATAL;
            default -> Severity.NONE;
        };
        if (severity == Severity.NONE
                || cursor.left() <= TIME_LENGTH
                || bytes[at + 5] != ' '
                || bytes[at + 8] != ':'
                || bytes[at + 11] != ':'
                || bytes[at + 14] != '.') {
            return false;
        }
        int micros = Timestamps.number(bytes, at + 15, 6);
        long nanos = Timestamps.nearest(
                Timestamps.number(bytes, at + 1, 2),
                Timestamps.number(bytes, at + 3, 2),
                bytes,
                at + 6,
                zone,
                record.observedNanos());
        if (micros < 0 || nanos == LogRecord.NO_TIME) {
            return false;
        }
        record.timeNanos(nanos + micros * 1000L);
        record.level(severity, bytes, at, at + 1);
        cursor.moveTo(at + TIME_LENGTH);
        return true;
    }

    private boolean readTid(LogRecord record) {
        cursor.skipBlanks();
        return cursor.takeNumber(record, TID) && cursor.skip(' ');
    }

    private boolean readSource(LogRecord record) {
        int end = cursor.find(']');
        if (end == cursor.to() || end > cursor.endOfWord()) {
            return false;
        }
        cursor.take(record, SOURCE, Kind.TEXT, end);
        cursor.moveTo(end + 1);
        cursor.skip(' ');
        return true;
    }
}
