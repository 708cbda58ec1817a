package dev.attache.role.http.trace;

import dev.attache.base.JsonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes spans as OTLP has them in JSON (OpenTelemetry Protocol 1.x, "JSON Protobuf Encoding"; messages of
/// `opentelemetry/proto/collector/trace/v1`).
///
/// Keys are in lowerCamelCase, ids in hexadecimal and not in base 64, enumerations numbers, and whole numbers of
/// 64 bits texts, since JSON's numbers hold 53.
final class OtlpJson {
    private static final int STATUS_ERROR = 2;
    private static final int FLAGS_SAMPLED = 1;

    private OtlpJson() {}

    /// An `ExportTraceServiceRequest`.
    ///
    /// @param service who the spans are of
    static String request(String service, List<Span> spans) {
        Map<String, Object> resource =
                Map.of("attributes", List.of(attribute(Span.Attribute.of("service.name", service))));
        Map<String, Object> scope = Map.of(
                "scope",
                Map.of("name", "attache"),
                "spans",
                spans.stream().map(OtlpJson::span).toList());
        Map<String, Object> resourceSpans = new LinkedHashMap<>();
        resourceSpans.put("resource", resource);
        resourceSpans.put("scopeSpans", List.of(scope));
        return JsonText.compact(Map.of("resourceSpans", List.of(resourceSpans)));
    }

    private static Map<String, Object> span(Span span) {
        TraceContext context = span.context();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("traceId", context.traceId());
        json.put("spanId", TraceContext.hex(context.span()));
        if (context.parent() != 0) {
            json.put("parentSpanId", TraceContext.hex(context.parent()));
        }
        json.put("flags", FLAGS_SAMPLED);
        json.put("name", span.name());
        json.put("kind", span.kind().number());
        json.put("startTimeUnixNano", Long.toString(span.startNanos()));
        json.put("endTimeUnixNano", Long.toString(span.endNanos()));
        json.put(
                "attributes",
                span.attributes().stream().map(OtlpJson::attribute).toList());
        if (span.failed()) {
            json.put("status", Map.of("code", STATUS_ERROR));
        }
        return json;
    }

    private static Map<String, Object> attribute(Span.Attribute attribute) {
        Map<String, Object> value = attribute.text().isEmpty()
                ? Map.of("intValue", Long.toString(attribute.number()))
                : Map.of("stringValue", attribute.text());
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("key", attribute.key());
        json.put("value", value);
        return json;
    }
}
