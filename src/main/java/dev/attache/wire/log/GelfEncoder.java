package dev.attache.wire.log;

import dev.attache.base.Ascii;
import dev.attache.base.GrowingBytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// One message in GELF 1.1 a line: `version`, `host`, `short_message`, `timestamp`, `level` as syslog numbers it, and
/// the
/// fields, which are numbers or text, with an underscore before their names.
///
/// In names, what is no letter, digit, dot, dash or underscore becomes an underscore; `_id`, which is not allowed, is
/// written as `_field_id`. A message that would be empty is a dash.
///
/// Source: Graylog, "GELF Payload Specification", version 1.1.
public final class GelfEncoder implements LogEncoder {
    private static final byte[] MESSAGE = Ascii.bytes(",\"short_message\":");
    private static final byte[] NO_MESSAGE = Ascii.bytes(",\"short_message\":\"-\"");
    private static final byte[] TIME = Ascii.bytes(",\"timestamp\":");
    private static final byte[] LEVEL = Ascii.bytes(",\"level\":");
    private static final byte[] TRACE = Ascii.bytes(",\"_trace_id\":\"");
    private static final byte[] SPAN = Ascii.bytes(",\"_span_id\":\"");
    private static final byte[] CUT = Ascii.bytes(",\"_cut\":\"true\"");
    private static final byte[] NAME = Ascii.bytes(",\"_");
    private static final byte[] RENAMED = Ascii.bytes("field_");
    private static final byte[][] RESERVED = Ascii.words("id trace_id span_id cut");
    private static final int MICRO = 1000;
    private static final int MICROS = 1_000_000;

    private final byte[] head;

    /// @param host where the records come from
    public GelfEncoder(String host) {
        var json = new GrowingBytes();
        byte[] name = (host.isEmpty() ? "unknown" : host).getBytes(StandardCharsets.UTF_8);
        json.append("{\"version\":\"1.1\",\"host\":\"");
        JsonBytes.writeText(name, 0, name.length, json);
        json.append('"');
        head = Arrays.copyOf(json.array(), json.length());
    }

    @Override
    public String name() {
        return "gelf";
    }

    @Override
    public void write(LogRecord record, GrowingBytes to) {
        to.append(head);
        if (isBlank(record.body())) {
            to.append(NO_MESSAGE);
        } else {
            to.append(MESSAGE);
            JsonValues.writeAsText(record.bodyKind(), record.body(), to);
        }
        to.append(TIME);
        writeTime(record.timeNanos() == LogRecord.NO_TIME ? record.observedNanos() : record.timeNanos(), to);
        if (record.severity() != Severity.NONE) {
            to.append(LEVEL);
            to.append('0' + Severity.toSyslog(record.severity()));
        }
        for (int i = 0; i < record.fieldCount(); i++) {
            write(record.field(i), to);
        }
        writeId(TRACE, record.traceId(), to);
        writeId(SPAN, record.spanId(), to);
        if (record.isCut()) {
            to.append(CUT);
        }
        to.append('}');
        to.append('\n');
    }

    private static boolean isBlank(Slice text) {
        for (int i = text.from(); i < text.to(); i++) {
            if (text.array()[i] != ' ') {
                return false;
            }
        }
        return true;
    }

    /// Seconds with six decimals.
    private static void writeTime(long nanos, GrowingBytes to) {
        long micros = Math.max(0, nanos / MICRO);
        to.appendDecimal(micros / MICROS);
        int rest = (int) (micros % MICROS);
        int at = to.reserve(7);
        to.array()[at] = '.';
        for (int i = at + 6; i > at; i--) {
            to.array()[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    private static void write(LogField field, GrowingBytes to) {
        boolean isNull = field.kind() == LogField.Kind.LITERAL
                && field.value().array()[field.value().from()] == 'n';
        if (isNull) {
            return;
        }
        to.append(NAME);
        if (isReserved(field.name())) {
            to.append(RENAMED);
        }
        writeName(field.name(), to);
        to.append('"');
        to.append(':');
        if (field.kind() == LogField.Kind.NUMBER) {
            JsonValues.write(field.kind(), field.value(), to);
        } else {
            JsonValues.writeAsText(field.kind(), field.value(), to);
        }
    }

    private static boolean isReserved(Slice name) {
        for (byte[] each : RESERVED) {
            if (name.is(each)) {
                return true;
            }
        }
        return false;
    }

    private static void writeName(Slice name, GrowingBytes to) {
        int at = to.reserve(name.length());
        for (int i = name.from(); i < name.to(); i++) {
            int each = name.array()[i];
            boolean allowed = each >= 'a' && each <= 'z'
                    || each >= 'A' && each <= 'Z'
                    || each >= '0' && each <= '9'
                    || each == '.'
                    || each == '-';
            to.array()[at++] = (byte) (allowed ? each : '_');
        }
    }

    private static void writeId(byte[] name, Slice id, GrowingBytes to) {
        if (!id.isEmpty()) {
            to.append(name);
            to.append(id.array(), id.from(), id.length());
            to.append('"');
        }
    }
}
