package dev.attache.wire.log;

import dev.attache.base.Ascii;

/// One log record, as OpenTelemetry's data model has it: times, severity, body, attributes, trace context.
///
/// Mutable and used again for each line: it holds views into the line's bytes, which must stay as they are until the
/// record has been encoded. For one thread.
///
/// Source: OpenTelemetry, "Logs Data Model", opentelemetry.io/docs/specs/otel/logs/data-model.
public final class LogRecord {
    /// Fields that a record may have; those of a line beyond are left out, and [#fieldsLeftOut] counts them.
    public static final int FIELDS_MAX = 256;

    /// What [#timeNanos] is where the line tells no time.
    public static final long NO_TIME = Long.MIN_VALUE;

    static final int TRACE_ID_DIGITS = 32;
    static final int SPAN_ID_DIGITS = 16;

    private static final int FIELDS_FIRST = 16;
    private static final byte[] MORE = Ascii.bytes("more");

    private final Slice line = new Slice();
    private final Slice body = new Slice();
    private final Slice level = new Slice();
    private final Slice traceId = new Slice();
    private final Slice spanId = new Slice();
    private LogField[] fields = new LogField[FIELDS_FIRST];
    private int fieldCount;
    private int fieldsLeftOut;
    private LogField.Kind bodyKind = LogField.Kind.TEXT;
    private long timeNanos;
    private long observedNanos;
    private int severity;
    private boolean cut;
    private boolean heading;

    public LogRecord() {
        for (int i = 0; i < fields.length; i++) {
            fields[i] = new LogField();
        }
    }

    /// Begins a new record that is nothing but its line: the line is the body.
    public void begin(byte[] bytes, int from, int to, long observedAtNanos) {
        line.set(bytes, from, to);
        observedNanos = observedAtNanos;
        cut = false;
        heading = false;
        reset();
    }

    /// Takes back whatever a format has read from the line.
    public void reset() {
        body.set(line);
        bodyKind = LogField.Kind.TEXT;
        level.clear();
        traceId.clear();
        spanId.clear();
        timeNanos = NO_TIME;
        severity = Severity.NONE;
        fieldCount = 0;
        fieldsLeftOut = 0;
    }

    /// The record goes on for some lines, up to `to` in the same bytes: they are of its body where that reached to the
    /// end of the line, and a field of their own where it did not.
    public void goOn(int to) {
        int end = line.to();
        if (bodyKind == LogField.Kind.TEXT && body.array() == line.array() && body.to() == end) {
            body.set(body.array(), body.from(), to);
        } else {
            add(MORE).value(LogField.Kind.TEXT, line.array(), end + 1, to);
        }
        line.set(line.array(), line.from(), to);
    }

    /// Adds a field whose value the caller sets; beyond [#FIELDS_MAX] it is one that nobody reads.
    public LogField add(byte[] names, int nameFrom, int nameTo, LogField.NameForm form) {
        if (fieldCount == fields.length) {
            grow();
        }
        LogField field = fields[fieldCount];
        field.set(names, nameFrom, nameTo, form);
        if (fieldCount == FIELDS_MAX) {
            fieldsLeftOut++;
        } else {
            fieldCount++;
        }
        return field;
    }

    /// Adds a field with a name of our own.
    public LogField add(byte[] name) {
        return add(name, 0, name.length, LogField.NameForm.OWN);
    }

    private void grow() {
        LogField[] more = new LogField[Math.min(fields.length * 2, FIELDS_MAX + 1)];
        System.arraycopy(fields, 0, more, 0, fields.length);
        for (int i = fields.length; i < more.length; i++) {
            more[i] = new LogField();
        }
        fields = more;
    }

    /// The bytes that were read, without the end of the line.
    public Slice line() {
        return line;
    }

    /// What the record says; the whole line until a format finds more in it.
    public Slice body() {
        return body;
    }

    public LogField.Kind bodyKind() {
        return bodyKind;
    }

    public void body(LogField.Kind kind, byte[] bytes, int from, int to) {
        bodyKind = kind;
        body.set(bytes, from, to);
    }

    public int fieldCount() {
        return fieldCount;
    }

    public LogField field(int index) {
        return fields[index];
    }

    /// Where the field of this name stands; of several the first, save for that at `hint`, which is looked at before.
    ///
    /// @param name in UTF-8; a name that stands in the line with escapes is not found
    /// @param hint where it stood in the record before
    /// @return below 0 where there is none
    public int find(byte[] name, int hint) {
        if (hint < fieldCount && fields[hint].name().is(name)) {
            return hint;
        }
        for (int i = 0; i < fieldCount; i++) {
            if (fields[i].name().is(name)) {
                return i;
            }
        }
        return -1;
    }

    /// Takes the field away; those behind it move up.
    public void remove(int index) {
        LogField removed = fields[index];
        fieldCount--;
        System.arraycopy(fields, index + 1, fields, index, fieldCount - index);
        fields[fieldCount] = removed;
    }

    /// Fields of the line that there was no room for.
    public int fieldsLeftOut() {
        return fieldsLeftOut;
    }

    /// When it happened, nanoseconds since 1970 in UTC; [#NO_TIME] where the line does not tell.
    public long timeNanos() {
        return timeNanos;
    }

    public void timeNanos(long nanos) {
        timeNanos = nanos;
    }

    /// When attache read it, nanoseconds since 1970 in UTC.
    public long observedNanos() {
        return observedNanos;
    }

    /// One of [Severity]'s numbers.
    public int severity() {
        return severity;
    }

    /// The level in the line's own words; empty where it has none.
    public Slice level() {
        return level;
    }

    public void level(int number, byte[] bytes, int from, int to) {
        severity = number;
        level.set(bytes, from, to);
    }

    /// 32 hexadecimal digits, or empty.
    public Slice traceId() {
        return traceId;
    }

    /// 16 hexadecimal digits, or empty.
    public Slice spanId() {
        return spanId;
    }

    /// Sets the trace, where this is the id of one.
    ///
    /// @return whether it is: 32 hexadecimal digits, not all of them 0
    public boolean setTraceId(byte[] bytes, int from, int to) {
        return KnownFields.setId(traceId, TRACE_ID_DIGITS, bytes, from, to);
    }

    /// Sets the span, where this is the id of one.
    ///
    /// @return whether it is: 16 hexadecimal digits, not all of them 0
    public boolean setSpanId(byte[] bytes, int from, int to) {
        return KnownFields.setId(spanId, SPAN_ID_DIGITS, bytes, from, to);
    }

    /// Whether the line went on beyond what may be read of one.
    public boolean isCut() {
        return cut;
    }

    public void markCut() {
        cut = true;
    }

    /// Whether it is no record, but a line that names what stands in those after it.
    public boolean isHeading() {
        return heading;
    }

    void markHeading() {
        heading = true;
    }
}
