package dev.attache.role.logs.sink;

import dev.attache.base.Ascii;
import dev.attache.base.GrowingBytes;
import dev.attache.base.JsonText;
import dev.attache.role.logs.batch.Batch;
import dev.attache.role.logs.batch.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An `ExportLogsServiceRequest` in JSON, with the resource said once for all records.
///
/// Source: OpenTelemetry, "OTLP Specification" 1.x, opentelemetry.io/docs/specs/otlp: "JSON Protobuf Encoding" and
/// "Partial Success", by which what was left out is not to be sent again.
final class OtlpEnvelope implements Envelope {
    private static final byte[] END = Ascii.bytes("]}]}]}");
    private static final Pattern REJECTED = Pattern.compile("\"rejectedLogRecords\"\\s*:\\s*\"?([0-9]{1,9})");
    private static final Pattern MESSAGE = Pattern.compile("\"errorMessage\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.){1,200})");

    private final byte[] begin;

    /// @param resource attributes of where the records come from
    OtlpEnvelope(Map<String, String> resource) {
        List<Object> attributes = new ArrayList<>();
        resource.forEach((key, value) -> attributes.add(Map.of("key", key, "value", Map.of("stringValue", value))));
        String head = "{\"resourceLogs\":[{\"resource\":" + JsonText.compact(Map.of("attributes", attributes))
                + ",\"scopeLogs\":[{\"scope\":{\"name\":\"attache\"},\"logRecords\":[";
        this.begin = head.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String contentType() {
        return "application/json";
    }

    @Override
    public void write(Batch batch, int from, int to, GrowingBytes out) {
        out.append(begin);
        for (int i = from; i < to; i++) {
            if (i > from) {
                out.append(',');
            }
            out.append(batch.array(), batch.from(i), batch.to(i) - batch.from(i));
        }
        out.append(END);
    }

    @Override
    public Verdict judge(HttpReply reply) {
        if (!reply.isTaken()) {
            return reply.verdict();
        }
        Matcher rejected = REJECTED.matcher(reply.body());
        if (!rejected.find()) {
            return Verdict.Taken.ALL;
        }
        Matcher message = MESSAGE.matcher(reply.body());
        return new Verdict.Taken(
                Long.parseLong(rejected.group(1)), message.find() ? message.group(1) : "it does not say why");
    }
}
