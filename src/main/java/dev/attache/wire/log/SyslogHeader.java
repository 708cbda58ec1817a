package dev.attache.wire.log;

import dev.attache.base.Ascii;
import dev.attache.base.GrowingBytes;

/// What stands before the message in a line of syslog, `<14>1 2026-11-21T10:00:00.123456Z host app - - - ` (RFC 5424,
/// 6).
///
/// For one thread.
public final class SyslogHeader {
    private static final int SEVERITIES = 8;
    private static final int MICRO = 1000;
    private static final int HOST_CHARS_MAX = 255;
    private static final int APP_CHARS_MAX = 48;

    private final TimeWriter times = new TimeWriter();
    private final int facility;
    private final byte[] names;

    /// @param facility 0 to 23
    /// @param host who the lines are from; what a header may not hold is left out
    /// @param app as well
    public SyslogHeader(int facility, String host, String app) {
        this.facility = facility;
        this.names = Ascii.bytes(" " + name(host, HOST_CHARS_MAX) + " " + name(app, APP_CHARS_MAX) + " - - - ");
    }

    private static String name(String text, int charsMax) {
        StringBuilder name = new StringBuilder();
        text.chars().filter(c -> c > ' ' && c < 0x7F).limit(charsMax).forEach(c -> name.append((char) c));
        return name.isEmpty() ? "-" : name.toString();
    }

    /// Appends the header of one line, with the blank before its message.
    ///
    /// @param severity one of [Severity]'s numbers
    public void write(long nanos, int severity, GrowingBytes to) {
        to.append('<');
        to.appendDecimal((long) facility * SEVERITIES + severityOf(severity));
        to.append(">1 ");
        times.write(Math.floorDiv(nanos, MICRO) * MICRO, to);
        to.append(names);
    }

    /// Syslog's number, 0 (emergency) to 7 (debug); informational where there is none.
    static int severityOf(int severity) {
        if (severity == Severity.NONE) {
            return 6;
        }
        if (severity >= Severity.FATAL) {
            return 0;
        }
        return switch (severity) {
            case Severity.ALERT -> 1;
            case Severity.CRITICAL -> 2;
            case Severity.NOTICE -> 5;
            default ->
                severity >= Severity.ERROR ? 3 : severity >= Severity.WARN ? 4 : severity >= Severity.INFO ? 6 : 7;
        };
    }
}
