package dev.attache.wire.log;

import dev.attache.base.Ascii;
import dev.attache.base.GrowingBytes;
import dev.attache.base.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Batches of records as OTLP has them in JSON, a line each, with the resource said once for all records of a line.
/// This
/// is what OpenTelemetry's collector reads from files and writes to them.
///
/// Source: OpenTelemetry, "OpenTelemetry Protocol File Exporter",
/// opentelemetry.io/docs/specs/otel/protocol/file-exporter.
public final class OtelLinesEncoder implements LogEncoder {
    private static final byte[] SEPARATOR = Ascii.bytes(",");
    private static final byte[] TAIL = Ascii.bytes("]}]}]}\n");

    private final OtelJsonEncoder records = new OtelJsonEncoder();
    private final byte[] head;

    /// @param resource attributes of where the records come from
    public OtelLinesEncoder(Map<String, String> resource) {
        var text = new StringBuilder("{\"resourceLogs\":[{\"resource\":{\"attributes\":[");
        String before = "{\"key\":";
        for (Map.Entry<String, String> each : resource.entrySet()) {
            text.append(before);
            JsonText.quote(text, each.getKey());
            text.append(",\"value\":{\"stringValue\":");
            JsonText.quote(text, each.getValue());
            text.append("}}");
            before = ",{\"key\":";
        }
        text.append("]},\"scopeLogs\":[{\"scope\":{\"name\":\"attache\"},\"logRecords\":[");
        head = text.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String name() {
        return records.name();
    }

    @Override
    public byte[] head() {
        return head;
    }

    @Override
    public byte[] separator() {
        return SEPARATOR;
    }

    @Override
    public byte[] tail() {
        return TAIL;
    }

    @Override
    public void write(LogRecord record, GrowingBytes to) {
        records.write(record, to);
        to.removeLast(1);
    }
}
