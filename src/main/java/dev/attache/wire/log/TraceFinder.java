package dev.attache.wire.log;

import dev.attache.base.Ascii;

/// Finds the ids of traces and spans where a format has no place for them: in a field `traceparent`, or in the message,
/// as `trace_id=…`, `traceId: …`, `span_id=…` and the like, or as a whole `traceparent`.
///
/// Source: W3C, "Trace Context", 2021, 3.2 (`00-TRACE-SPAN-FLAGS`); how loggers write it: Spring Cloud Sleuth,
/// OpenTelemetry's instrumentation of logging libraries.
public final class TraceFinder {
    private static final byte[] PARENT = Ascii.bytes("traceparent");
    private static final byte[] TRACE = Ascii.bytes("trace");
    private static final byte[] SPAN = Ascii.bytes("span");
    private static final byte[] ID = Ascii.bytes("id");
    private static final int TRACE_AT = "00-".length();
    private static final int SPAN_AT = TRACE_AT + LogRecord.TRACE_ID_DIGITS + 1;
    private static final int PARENT_LENGTH = SPAN_AT + LogRecord.SPAN_ID_DIGITS + 1 + 2;

    /// Sets the ids of a record that has none, where they are to be found.
    public void complete(LogRecord record) {
        if (!record.traceId().isEmpty()) {
            return;
        }
        int parent = record.find(PARENT, 0);
        if (parent >= 0) {
            Slice value = record.field(parent).value();
            takeParent(record, value.array(), value.from(), value.to());
            return;
        }
        Slice body = record.body();
        byte[] bytes = body.array();
        int at = body.from();
        while (record.traceId().isEmpty()) {
            at = find(bytes, at, body.to(), TRACE);
            if (at < 0) {
                return;
            }
            takeAt(record, bytes, at, body.to());
            at++;
        }
        int span = record.spanId().isEmpty() ? find(bytes, body.from(), body.to(), SPAN) : -1;
        if (span >= 0) {
            int from = afterSign(bytes, span + SPAN.length, body.to());
            takeId(record, bytes, from, body.to(), LogRecord.SPAN_ID_DIGITS);
        }
    }

    private static void takeAt(LogRecord record, byte[] bytes, int at, int to) {
        boolean parent = find(bytes, at, Math.min(to, at + PARENT.length), PARENT) == at;
        if (parent) {
            int from = pastSigns(bytes, at + PARENT.length, to);
            takeParent(record, bytes, from, Math.min(to, from + PARENT_LENGTH));
        } else {
            takeId(record, bytes, afterSign(bytes, at + TRACE.length, to), to, LogRecord.TRACE_ID_DIGITS);
        }
    }

    /// Past `_id=`, `Id: "` and the like.
    ///
    /// @return below 0 where none stands here
    private static int afterSign(byte[] bytes, int from, int to) {
        int at = from;
        if (at < to && (bytes[at] == '_' || bytes[at] == '.' || bytes[at] == '-')) {
            at++;
        }
        if (to - at < ID.length || !Ascii.equalsIgnoringCase(bytes, at, at + ID.length, ID)) {
            return -1;
        }
        int end = pastSigns(bytes, at + ID.length, to);
        return end == at + ID.length ? -1 : end;
    }

    private static int pastSigns(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to
                && at - from < 4
                && (bytes[at] == '=' || bytes[at] == ':' || bytes[at] == ' ' || isQuote(bytes[at]))) {
            at++;
        }
        return at;
    }

    private static boolean isQuote(byte each) {
        return each == '"' || each == '\'' || each == '\\';
    }

    private static void takeId(LogRecord record, byte[] bytes, int from, int to, int digits) {
        boolean whole = from >= 0
                && to - from >= digits
                && (to - from == digits || Character.digit(bytes[from + digits], 16) < 0);
        if (whole && digits == LogRecord.TRACE_ID_DIGITS) {
            record.setTraceId(bytes, from, from + digits);
        } else if (whole) {
            record.setSpanId(bytes, from, from + digits);
        }
    }

    private static void takeParent(LogRecord record, byte[] bytes, int from, int to) {
        boolean formed = to - from >= PARENT_LENGTH
                && bytes[from + TRACE_AT - 1] == '-'
                && bytes[from + SPAN_AT - 1] == '-'
                && bytes[from + PARENT_LENGTH - 3] == '-';
        if (formed && record.setTraceId(bytes, from + TRACE_AT, from + SPAN_AT - 1)) {
            record.setSpanId(bytes, from + SPAN_AT, from + PARENT_LENGTH - 3);
        }
    }

    /// Where the word begins first, in small letters; looks at one byte in as many as the word has, mostly.
    private static int find(byte[] bytes, int from, int to, byte[] word) {
        int last = word.length - 1;
        int at = from + last;
        while (at < to) {
            int step = word.length;
            for (int i = last; i >= 0; i--) {
                if (bytes[at] == word[i]) {
                    step = last - i;
                    break;
                }
            }
            if (step == 0) {
                if (isAt(bytes, at - last, word)) {
                    return at - last;
                }
                step = 1;
            }
            at += step;
        }
        return -1;
    }

    private static boolean isAt(byte[] bytes, int at, byte[] word) {
        for (int i = 0; i < word.length; i++) {
            if (bytes[at + i] != word[i]) {
                return false;
            }
        }
        return true;
    }
}
