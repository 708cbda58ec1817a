package dev.attache.wire.log;

import dev.attache.base.Ascii;
import dev.attache.base.GrowingBytes;

/// One flat JSON object a line: `time`, `level`, `message`, then the fields in their order, then the trace context.
///
/// A field that has the name of one of these is written as `field.NAME`, so that no name stands twice because of us.
public final class NdjsonEncoder implements LogEncoder {
    private static final byte[] TIME = Ascii.bytes("{\"time\":\"");
    private static final byte[] LEVEL = Ascii.bytes("\",\"level\":\"");
    private static final byte[] MESSAGE = Ascii.bytes(",\"message\":");
    private static final byte[] TRACE = Ascii.bytes(",\"trace_id\":\"");
    private static final byte[] SPAN = Ascii.bytes(",\"span_id\":\"");
    private static final byte[] CUT = Ascii.bytes(",\"cut\":true");
    private static final byte[] RENAMED = Ascii.bytes("field.");
    private static final byte[][] RESERVED = {
        Ascii.bytes("time"),
        Ascii.bytes("level"),
        Ascii.bytes("message"),
        Ascii.bytes("trace_id"),
        Ascii.bytes("span_id"),
        Ascii.bytes("cut")
    };

    private final TimeWriter times = new TimeWriter();

    @Override
    public String name() {
        return "ndjson";
    }

    @Override
    public void write(LogRecord record, GrowingBytes to) {
        to.append(TIME);
        times.write(record.timeNanos() == LogRecord.NO_TIME ? record.observedNanos() : record.timeNanos(), to);
        if (record.severity() != Severity.NONE) {
            to.append(LEVEL);
            to.append(Severity.name(record.severity()));
        }
        to.append('"');
        if (!record.body().isEmpty()) {
            writeBody(record, to);
        }
        writeFields(record, to);
        writeId(TRACE, record.traceId(), to);
        writeId(SPAN, record.spanId(), to);
        if (record.isCut()) {
            to.append(CUT);
        }
        int at = to.reserve(2);
        to.array()[at] = '}';
        to.array()[at + 1] = '\n';
    }

    private static void writeBody(LogRecord record, GrowingBytes to) {
        if (record.bodyKind() != LogField.Kind.TEXT || !writePlain(MESSAGE, record.body(), to)) {
            to.append(MESSAGE);
            JsonValues.write(record.bodyKind(), record.body(), to);
        }
    }

    /// Fields that stand side by side in the line in just the form they are written in go over at once.
    private static void writeFields(LogRecord record, GrowingBytes to) {
        int count = record.fieldCount();
        for (int i = 0; i < count; i++) {
            LogField first = record.field(i);
            if (!isAsWritten(first)) {
                write(first, to);
                continue;
            }
            int end = end(first);
            while (i + 1 < count && isNext(record.field(i + 1), first.value().array(), end)) {
                i++;
                end = end(record.field(i));
            }
            to.append(',');
            JsonBytes.writeSound(first.name().array(), first.name().from() - 1, end, to);
        }
    }

    /// Whether it stands in the line as `"name":value`.
    private static boolean isAsWritten(LogField field) {
        if (field.nameForm() != LogField.NameForm.JSON_TEXT || isReserved(field.name())) {
            return false;
        }
        int quote = field.kind() == LogField.Kind.JSON_TEXT ? 1 : 0;
        return field.value().array() == field.name().array()
                && field.value().from() == field.name().to() + 2 + quote;
    }

    private static int end(LogField field) {
        return field.kind() == LogField.Kind.JSON_TEXT
                ? field.value().to() + 1
                : field.value().to();
    }

    private static boolean isNext(LogField field, byte[] line, int end) {
        return isAsWritten(field)
                && field.name().array() == line
                && field.name().from() == end + 2
                && line[end] == ',';
    }

    private static void write(LogField field, GrowingBytes to) {
        if (field.nameForm() == LogField.NameForm.OWN
                && field.kind() == LogField.Kind.TEXT
                && writePlain(field.name(), field.value(), to)) {
            return;
        }
        int at = to.reserve(2);
        to.array()[at] = ',';
        to.array()[at + 1] = '"';
        if (field.nameForm() != LogField.NameForm.OWN && isReserved(field.name())) {
            to.append(RENAMED);
        }
        JsonValues.writeName(field, to);
        at = to.reserve(2);
        to.array()[at] = '"';
        to.array()[at + 1] = ':';
        JsonValues.write(field.kind(), field.value(), to);
    }

    /// Writes a text that has nothing to be escaped, as most have, in one go.
    ///
    /// @param head what stands before its first quote
    /// @return false where it has, and nothing is written
    private static boolean writePlain(byte[] head, Slice value, GrowingBytes to) {
        int length = head.length + value.length() + 2;
        int at = to.reserve(length + Swar.STEP);
        byte[] array = to.array();
        System.arraycopy(head, 0, array, at, head.length);
        array[at + head.length] = '"';
        boolean plain = Swar.copyPlain(value.array(), value.from(), value.to(), array, at + head.length + 1);
        array[at + length - 1] = '"';
        to.removeLast(plain ? Swar.STEP : length + Swar.STEP);
        return plain;
    }

    /// The same behind a name of our own, `,"name":`.
    private static boolean writePlain(Slice name, Slice value, GrowingBytes to) {
        int length = name.length() + value.length() + 6;
        int at = to.reserve(length + Swar.STEP);
        byte[] array = to.array();
        array[at] = ',';
        array[at + 1] = '"';
        System.arraycopy(name.array(), name.from(), array, at + 2, name.length());
        int next = at + 2 + name.length();
        array[next] = '"';
        array[next + 1] = ':';
        array[next + 2] = '"';
        boolean plain = Swar.copyPlain(value.array(), value.from(), value.to(), array, next + 3);
        array[at + length - 1] = '"';
        to.removeLast(plain ? Swar.STEP : length + Swar.STEP);
        return plain;
    }

    private static boolean isReserved(Slice name) {
        for (byte[] each : RESERVED) {
            if (name.is(each)) {
                return true;
            }
        }
        return false;
    }

    private static void writeId(byte[] name, Slice id, GrowingBytes to) {
        if (!id.isEmpty()) {
            to.append(name);
            to.append(id.array(), id.from(), id.length());
            to.append('"');
        }
    }
}
