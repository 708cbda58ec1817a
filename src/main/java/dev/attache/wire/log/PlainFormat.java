package dev.attache.wire.log;

import dev.attache.base.Ascii;
import dev.attache.wire.log.LogField.Kind;

/// What loggers of Java and Python write where nobody tells them otherwise: a time, then in any order a level, a thread
/// in brackets, a number of a process and the logger's name, then the text.
///
/// ```
/// 2026-11-21 10:00:00,123 - app.views - WARNING - text                       Python, logging
/// 2026-11-21T10:00:00.123+01:00  INFO 7 --- [main] c.e.Application : text    Spring Boot
/// 2026-11-21 10:00:00,123 INFO  [main] c.e.Application - text                Log4j, Logback
/// [2026-11-21 10:00:00,123] WARN text (kafka.server.KafkaServer)             Kafka
/// 2026-11-21 10:00:00,123 INFO c.e.Application [main] text                   Log4j
/// 10:00:00.123 [main] INFO com.acme.Shop -- text                             Logback without a configuration
/// 21-Nov-2026 10:00:00.123 INFO [main] o.a.c.s.Start text                    Tomcat
/// INFO 2026-11-21 10:00:00,123 text                                          Django
/// INFO:app.views:text                                                        Python, logging.basicConfig
/// ```
///
/// Fields are `app`, `thread`, `pid` and `logger`; of two names in brackets the first is the app. A line needs a level,
/// and a time unless it begins with the level and a colon; one without is left as it is.
public final class PlainFormat implements LogFormat {
    private static final byte[] APP = Ascii.bytes("app");
    private static final byte[] THREAD = Ascii.bytes("thread");
    private static final byte[] PID = Ascii.bytes("pid");
    private static final byte[] LOGGER = Ascii.bytes("logger");
    private static final int DATE = "2026-11-21".length();
    private static final int WORDS_MAX = 8;
    private static final int DASHES_MAX = 3;
    private static final int ZONE_MIN = "UT".length();
    private static final int ZONE_MAX = "+01:00".length();

    private final String name;
    private final LineCursor cursor = new LineCursor();
    private final LocalZone zone;

    /// @param name `java` or `python`, which read the same
    /// @param zone of times that tell none
    public PlainFormat(String name, LocalZone zone) {
        this.name = name;
        this.zone = zone;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean read(LogRecord record) {
        cursor.begin(record.line());
        boolean led = LeadingLevel.read(cursor, record);
        if (led && cursor.skip(':') ? readAfterColon(record) : readTime(record) && readWords(record)) {
            cursor.takeBody(record);
            return true;
        }
        record.reset();
        return false;
    }

    /// `logger:text`, or blanks and the text.
    private boolean readAfterColon(LogRecord record) {
        if (cursor.peek() != ' ') {
            int end = cursor.find(':');
            if (end == cursor.to() || end == cursor.at() || !isLogger(cursor.at(), end)) {
                return false;
            }
            cursor.take(record, LOGGER, Kind.TEXT, end);
            cursor.moveTo(end + 1);
        }
        cursor.skipBlanks();
        return true;
    }

    private boolean readTime(LogRecord record) {
        cursor.skipBlanks();
        if (cursor.peek(2) == ':' && cursor.peek(5) == ':') {
            return ClockTime.read(cursor, record, zone);
        }
        boolean bracket = cursor.skip('[');
        int at = cursor.at();
        if (cursor.left() <= DATE + 2) {
            return false;
        }
        boolean english = cursor.peek(2) == '-' && cursor.peek(6) == '-';
        cursor.moveTo(at + DATE + (english ? 2 : 1));
        int end = bracket ? cursor.find(']') : endOfZone(cursor.endOfWord());
        long nanos = english
                ? Timestamps.any(cursor.bytes(), at, end, zone, record.observedNanos())
                : Timestamps.iso(cursor.bytes(), at, end, zone);
        if (nanos == LogRecord.NO_TIME) {
            return false;
        }
        record.timeNanos(nanos);
        cursor.moveTo(end);
        return !bracket || cursor.skip(']');
    }

    /// The end of the zone that stands behind the time's end, where one does.
    private int endOfZone(int timeEnd) {
        byte[] bytes = cursor.bytes();
        int from = timeEnd + 1;
        int end = from < cursor.to() ? Swar.indexOf(bytes, from, cursor.to(), (byte) ' ') : from;
        if (end - from < ZONE_MIN || end - from > ZONE_MAX) {
            return timeEnd;
        }
        boolean offset = (bytes[from] == '+' || bytes[from] == '-') && bytes[from + 1] >= '0' && bytes[from + 1] <= '9';
        return offset || ZoneNames.isKnown(bytes, from, end) ? end : timeEnd;
    }

    /// The words before the text; the text begins after a lone dash or colon, or after the level where it stands alone.
    private boolean readWords(LogRecord record) {
        for (int i = 0; i < WORDS_MAX; i++) {
            cursor.skipBlanks();
            int from = cursor.at();
            int end = cursor.endOfWord();
            if (cursor.peek() == '[') {
                if (!readThread(record)) {
                    return record.severity() != Severity.NONE;
                }
            } else if (isSeparator(from, end)) {
                cursor.moveTo(end);
                if (record.severity() != Severity.NONE && (isColon(from, end) || !isLevelAhead())) {
                    cursor.skipBlanks();
                    return true;
                }
            } else if (!readWord(record, from, end)) {
                return record.severity() != Severity.NONE;
            }
        }
        return record.severity() != Severity.NONE;
    }

    private boolean readThread(LogRecord record) {
        int end = cursor.find(']');
        if (end == cursor.to()) {
            return false;
        }
        byte[] bytes = cursor.bytes();
        int from = cursor.at() + 1;
        while (from < end && bytes[from] == ' ') {
            from++;
        }
        int severity = Severity.of(bytes, from, end);
        if (severity != Severity.NONE && record.severity() == Severity.NONE) {
            record.level(severity, bytes, from, end);
        } else if (isNumber(from, end)) {
            record.add(PID).value(Kind.NUMBER, bytes, from, end);
        } else {
            addThread(record, from, end);
        }
        cursor.moveTo(end + 1);
        return true;
    }

    private void addThread(LogRecord record, int from, int end) {
        for (int i = 0; i < record.fieldCount(); i++) {
            if (record.field(i).name().array() == THREAD) {
                record.field(i).rename(APP);
            }
        }
        record.add(THREAD).value(Kind.TEXT, cursor.bytes(), from, end);
    }

    private boolean isNumber(int from, int end) {
        for (int i = from; i < end; i++) {
            if (cursor.bytes()[i] < '0' || cursor.bytes()[i] > '9') {
                return false;
            }
        }
        return from < end && (cursor.bytes()[from] != '0' || end - from == 1);
    }

    private boolean isSeparator(int from, int end) {
        return isColon(from, end) || isBar(from, end) || end - from <= DASHES_MAX && isDash(from, end);
    }

    private boolean isColon(int from, int end) {
        return end - from == 1 && cursor.bytes()[from] == ':';
    }

    private boolean isBar(int from, int end) {
        return end - from == 1 && cursor.bytes()[from] == '|';
    }

    private boolean isDash(int from, int end) {
        return end > from && cursor.bytes()[from] == '-' && cursor.bytes()[end - 1] == '-';
    }

    /// After Spring Boot's `---` a thread in brackets follows, and no text.
    private boolean isLevelAhead() {
        return cursor.peek() == ' ' && cursor.peek(1) == '[';
    }

    /// @return false where the text begins here
    private boolean readWord(LogRecord record, int from, int end) {
        byte[] bytes = cursor.bytes();
        if (from == end) {
            return false;
        }
        int severity = Severity.of(bytes, from, end);
        if (severity != Severity.NONE && record.severity() == Severity.NONE) {
            record.level(severity, bytes, from, end);
        } else if (isNumber(from, end) && (record.severity() == Severity.NONE || separatorFollows(end))) {
            record.add(PID).value(Kind.NUMBER, bytes, from, end);
        } else if (isLogger(from, end) && (separatorFollows(end) || threadFollows(record, from, end))) {
            record.add(LOGGER).value(Kind.TEXT, bytes, from, end);
        } else {
            return false;
        }
        cursor.moveTo(end);
        return true;
    }

    private boolean isLogger(int from, int end) {
        for (int i = from; i < end; i++) {
            int each = cursor.bytes()[i];
            boolean part = each >= 'a' && each <= 'z'
                    || each >= 'A' && each <= 'Z'
                    || each >= '0' && each <= '9'
                    || each == '.'
                    || each == '_'
                    || each == '$'
                    || each == '-'
                    || each == '/';
            if (!part) {
                return false;
            }
        }
        return true;
    }

    private boolean separatorFollows(int end) {
        int at = end;
        while (at < cursor.to() && cursor.bytes()[at] == ' ') {
            at++;
        }
        while (at + 1 < cursor.to() && cursor.bytes()[at] == '-' && cursor.bytes()[at + 1] == '-') {
            at++;
        }
        return at + 1 < cursor.to()
                && (cursor.bytes()[at] == '-' || cursor.bytes()[at] == ':')
                && cursor.bytes()[at + 1] == ' ';
    }

    /// Behind a level, a name with a dot in it before a word in brackets is a logger.
    private boolean threadFollows(LogRecord record, int from, int end) {
        return record.severity() != Severity.NONE
                && end + 1 < cursor.to()
                && cursor.bytes()[end + 1] == '['
                && Swar.indexOf(cursor.bytes(), from, end, (byte) '.') < end;
    }
}
