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
            to.append(MESSAGE);
            JsonValues.write(record.bodyKind(), record.body(), to);
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

    /// Writes a name and a text that has nothing to be escaped, as most have, into room that is made once.
    ///
    /// @return false where it has
    private static boolean writePlain(Slice name, Slice value, GrowingBytes to) {
        if (Swar.endOfPlain(value.array(), value.from(), value.to()) < value.to()) {
            return false;
        }
        int at = to.reserve(name.length() + value.length() + 6);
        byte[] array = to.array();
        array[at] = ',';
        array[at + 1] = '"';
        at = copy(name, array, at + 2);
        array[at] = '"';
        array[at + 1] = ':';
        array[at + 2] = '"';
        at = copy(value, array, at + 3);
        array[at] = '"';
        return true;
    }

    private static int copy(Slice slice, byte[] array, int at) {
        System.arraycopy(slice.array(), slice.from(), array, at, slice.length());
        return at + slice.length();
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
