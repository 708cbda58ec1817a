package dev.attache.wire.log;

import dev.attache.base.Ascii;
import dev.attache.base.GrowingBytes;

/// One `LogRecord` of OTLP in JSON a line, as it stands within `logRecords`.
///
/// Keys are in lowerCamelCase, ids in hexadecimal and whole numbers of 64 bits texts (OpenTelemetry Protocol 1.x, "JSON
/// Protobuf Encoding"; message `opentelemetry.proto.logs.v1.LogRecord`).
public final class OtelJsonEncoder implements LogEncoder {
    private static final byte[] TIME = Ascii.bytes("{\"timeUnixNano\":\"");
    private static final byte[] OBSERVED = Ascii.bytes("\"observedTimeUnixNano\":\"");
    private static final byte[] SEVERITY = Ascii.bytes(",\"severityNumber\":");
    private static final byte[] SEVERITY_TEXT = Ascii.bytes(",\"severityText\":\"");
    private static final byte[] BODY = Ascii.bytes(",\"body\":");
    private static final byte[] ATTRIBUTES = Ascii.bytes(",\"attributes\":[");
    private static final byte[] KEY = Ascii.bytes("{\"key\":\"");
    private static final byte[] VALUE = Ascii.bytes("\",\"value\":");
    private static final byte[] CUT = Ascii.bytes("{\"key\":\"attache.cut\",\"value\":{\"boolValue\":true}}");
    private static final byte[] LEFT_OUT = Ascii.bytes(",\"droppedAttributesCount\":");
    private static final byte[] TRACE = Ascii.bytes(",\"traceId\":\"");
    private static final byte[] SPAN = Ascii.bytes(",\"spanId\":\"");

    @Override
    public String name() {
        return "otel-json";
    }

    @Override
    public void write(LogRecord record, GrowingBytes to) {
        if (record.timeNanos() >= 0) {
            to.append(TIME);
            to.appendDecimal(record.timeNanos());
            to.append("\",");
        } else {
            to.append('{');
        }
        to.append(OBSERVED);
        to.appendDecimal(Math.max(0, record.observedNanos()));
        to.append('"');
        writeSeverity(record, to);
        if (!record.body().isEmpty()) {
            to.append(BODY);
            OtelValues.write(record.bodyKind(), record.body(), to);
        }
        writeAttributes(record, to);
        writeId(TRACE, record.traceId(), to);
        writeId(SPAN, record.spanId(), to);
        to.append("}\n");
    }

    private static void writeSeverity(LogRecord record, GrowingBytes to) {
        if (record.severity() == Severity.NONE) {
            return;
        }
        to.append(SEVERITY);
        to.appendDecimal(record.severity());
        to.append(SEVERITY_TEXT);
        Slice level = record.level();
        if (level.isEmpty()) {
            to.append(Severity.name(record.severity()));
        } else {
            JsonBytes.writeText(level.array(), level.from(), level.to(), to);
        }
        to.append('"');
    }

    private static void writeAttributes(LogRecord record, GrowingBytes to) {
        if (record.fieldCount() > 0 || record.isCut()) {
            to.append(ATTRIBUTES);
            for (int i = 0; i < record.fieldCount(); i++) {
                if (i > 0) {
                    to.append(',');
                }
                LogField field = record.field(i);
                to.append(KEY);
                JsonValues.writeName(field, to);
                to.append(VALUE);
                OtelValues.write(field.kind(), field.value(), to);
                to.append('}');
            }
            if (record.isCut()) {
                if (record.fieldCount() > 0) {
                    to.append(',');
                }
                to.append(CUT);
            }
            to.append(']');
        }
        if (record.fieldsLeftOut() > 0) {
            to.append(LEFT_OUT);
            to.appendDecimal(record.fieldsLeftOut());
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
