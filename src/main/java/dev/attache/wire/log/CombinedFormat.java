package dev.attache.wire.log;

import dev.attache.base.Ascii;
import dev.attache.wire.log.LogField.Kind;
import java.util.Arrays;

/// Access logs of web servers: NCSA's common format, and the combined one that adds referrer and user agent.
///
/// ```
/// 127.0.0.1 - frank [10/Oct/2000:13:55:36 -0700] "GET /a.gif HTTP/1.0" 200 2326 "http://x/" "Mozilla/4.08"
/// ```
///
/// Fields are `client ident user method path version status bytes referer agent`, `vhost` where a word more stands
/// before them, as Debian's Apache writes it, and `forwarded_for` where another text in quotes stands behind them, as
/// in nginx's packages. A `-` is no value. The body is the request's line. Levels follow the status: 5xx is an error,
/// 4xx a warning, anything else info.
///
/// Source: Apache HTTP Server, mod_log_config; nginx, ngx_http_log_module.
public final class CombinedFormat implements LogFormat {
    private static final byte[] CLIENT = Ascii.bytes("client");
    private static final byte[] IDENT = Ascii.bytes("ident");
    private static final byte[] USER = Ascii.bytes("user");
    private static final byte[] METHOD = Ascii.bytes("method");
    private static final byte[] TARGET = Ascii.bytes("path");
    private static final byte[] VERSION = Ascii.bytes("version");
    private static final byte[] STATUS = Ascii.bytes("status");
    private static final byte[] SIZE = Ascii.bytes("bytes");
    private static final byte[] REFERRER = Ascii.bytes("referer");
    private static final byte[] AGENT = Ascii.bytes("agent");
    private static final byte[] VHOST = Ascii.bytes("vhost");
    private static final byte[] FORWARDED_FOR = Ascii.bytes("forwarded_for");
    private static final byte[] HTTP = Ascii.bytes("HTTP/");
    private static final int STATUS_DIGITS = 3;
    private static final int TIME_LENGTH = 26;

    private final boolean combined;
    /// Lines of one second share its text.
    private final byte[] timeText = new byte[TIME_LENGTH];

    private long timeNanos = LogRecord.NO_TIME;
    private byte[] bytes = new byte[0];
    private int at;
    private int to;

    /// @param combined whether referrer and user agent follow
    public CombinedFormat(boolean combined) {
        this.combined = combined;
    }

    @Override
    public String name() {
        return combined ? "combined" : "clf";
    }

    @Override
    public boolean read(LogRecord record) {
        bytes = record.line().array();
        at = record.line().from();
        to = record.line().to();
        if (readWord(record, CLIENT)
                && readWord(record, IDENT)
                && readWord(record, USER)
                && (at < to && bytes[at] == '[' || readMovedWord(record))
                && readTime(record)
                && readRequest(record)
                && readStatus(record)
                && readSize(record)
                && (!combined || readQuoted(record, REFERRER) && readQuoted(record, AGENT))
                && (at == to || combined && readQuoted(record, FORWARDED_FOR) && at == to)) {
            return true;
        }
        record.reset();
        return false;
    }

    @Override
    public boolean isWhole(byte[] line, int from, int end) {
        int open = Swar.indexOf(line, from, end, (byte) '[');
        int close = open + 1 + TIME_LENGTH;
        return end - close > 2 && line[open + 3] == '/' && line[close] == ']' && line[close + 2] == '"';
    }

    private boolean readWord(LogRecord record, byte[] name) {
        int end = Swar.indexOf(bytes, at, to, (byte) ' ');
        if (end == to || end == at) {
            return false;
        }
        addUnlessDash(record, name, at, end);
        at = end + 1;
        return true;
    }

    /// There is a word more than there should be: the first was the name of the virtual host.
    private boolean readMovedWord(LogRecord record) {
        int first = record.line().from();
        record.reset();
        at = first;
        return readWord(record, VHOST) && readWord(record, CLIENT) && readWord(record, IDENT) && readWord(record, USER);
    }

    private void addUnlessDash(LogRecord record, byte[] name, int from, int end) {
        if (end - from != 1 || bytes[from] != '-') {
            record.add(name).value(Kind.TEXT, bytes, from, end);
        }
    }

    private boolean readTime(LogRecord record) {
        int end = at + 1 + TIME_LENGTH;
        if (to - end < 2 || bytes[at] != '[' || bytes[end] != ']' || bytes[end + 1] != ' ') {
            return false;
        }
        if (!Arrays.equals(bytes, at + 1, end, timeText, 0, TIME_LENGTH)) {
            System.arraycopy(bytes, at + 1, timeText, 0, TIME_LENGTH);
            timeNanos = Timestamps.clf(bytes, at + 1, end);
        }
        record.timeNanos(timeNanos);
        at = end + 2;
        return timeNanos != LogRecord.NO_TIME;
    }

    private boolean readRequest(LogRecord record) {
        int from = at + 1;
        int end = endOfQuoted();
        if (end < 0) {
            return false;
        }
        at = end + 1;
        record.body(Kind.TEXT, bytes, from, end);
        int method = Swar.indexOf(bytes, from, end, (byte) ' ');
        int version = lastBlank(from, end);
        if (method < version && startsWith(HTTP, version + 1, end)) {
            record.add(METHOD).value(Kind.TEXT, bytes, from, method);
            record.add(TARGET).value(Kind.TEXT, bytes, method + 1, version);
            record.add(VERSION).value(Kind.TEXT, bytes, version + 1 + HTTP.length, end);
        }
        return true;
    }

    private int lastBlank(int from, int end) {
        int last = end - 1;
        while (last > from && bytes[last] != ' ') {
            last--;
        }
        return last;
    }

    private boolean startsWith(byte[] prefix, int from, int end) {
        if (end - from < prefix.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if (bytes[from + i] != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    /// The index of the quote that ends the text whose first quote stands here; servers put a backslash before one
    /// that does not.
    private int endOfQuoted() {
        if (at == to || bytes[at] != '"') {
            return -1;
        }
        int from = at + 1;
        while (true) {
            int quote = Swar.indexOf(bytes, from, to, (byte) '"');
            if (quote == to) {
                return -1;
            }
            int backslash = quote;
            while (backslash > at + 1 && bytes[backslash - 1] == '\\') {
                backslash--;
            }
            if ((quote - backslash) % 2 == 0) {
                return quote;
            }
            from = quote + 1;
        }
    }

    private boolean readStatus(LogRecord record) {
        if (to - at <= STATUS_DIGITS || bytes[at] != ' ') {
            return false;
        }
        int status = Timestamps.number(bytes, at + 1, STATUS_DIGITS);
        int end = at + 1 + STATUS_DIGITS;
        if (status < 0 || bytes[at + 1] == '0') {
            return false;
        }
        record.add(STATUS).value(Kind.NUMBER, bytes, at + 1, end);
        record.level(status >= 500 ? Severity.ERROR : status >= 400 ? Severity.WARN : Severity.INFO, bytes, end, end);
        at = end;
        return true;
    }

    private boolean readSize(LogRecord record) {
        if (at == to || bytes[at] != ' ') {
            return false;
        }
        int from = at + 1;
        int end = from;
        while (end < to && bytes[end] >= '0' && bytes[end] <= '9') {
            end++;
        }
        boolean dash = end == from && end < to && bytes[end] == '-';
        if (end == from && !dash || end - from > 1 && bytes[from] == '0') {
            return false;
        }
        if (!dash) {
            record.add(SIZE).value(Kind.NUMBER, bytes, from, end);
        }
        at = dash ? end + 1 : end;
        return true;
    }

    private boolean readQuoted(LogRecord record, byte[] name) {
        if (at == to || bytes[at] != ' ') {
            return false;
        }
        at++;
        int from = at + 1;
        int end = endOfQuoted();
        if (end < 0) {
            return false;
        }
        addUnlessDash(record, name, from, end);
        at = end + 1;
        return true;
    }
}
