package dev.attache.role.http.trace;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.attache.base.HostPort;
import dev.attache.testing.RawOrigin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntFunction;
import org.yaml.snakeyaml.Yaml;

/// A collector of spans that takes nothing but what the published rules of OTLP's JSON allow: every key known, ids in
/// small hexadecimal digits, enumerations as numbers, 64 bits as decimal text.
public final class OtlpCollector implements AutoCloseable {
    public static final String TAKEN =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";

    private static final String SCHEMA = """
        {"$schema": "https://json-schema.org/draft/2020-12/schema",
         "type": "object", "additionalProperties": false, "required": ["resourceSpans"],
         "properties": {"resourceSpans": {"type": "array", "items": {
           "type": "object", "additionalProperties": false,
           "properties": {
             "resource": {"type": "object", "additionalProperties": false,
               "properties": {"attributes": {"$ref": "#/$defs/attributes"},
                              "droppedAttributesCount": {"$ref": "#/$defs/uint32"}}},
             "schemaUrl": {"type": "string"},
             "scopeSpans": {"type": "array", "items": {
               "type": "object", "additionalProperties": false,
               "properties": {
                 "scope": {"type": "object", "additionalProperties": false,
                   "properties": {"name": {"type": "string"}, "version": {"type": "string"},
                                  "attributes": {"$ref": "#/$defs/attributes"}}},
                 "schemaUrl": {"type": "string"},
                 "spans": {"type": "array", "items": {"$ref": "#/$defs/span"}}}}}}}}},
         "$defs": {
           "uint32": {"type": "integer", "minimum": 0, "maximum": 4294967295},
           "span": {"type": "object", "additionalProperties": false,
             "required": ["traceId", "spanId", "name", "startTimeUnixNano", "endTimeUnixNano"],
             "properties": {
               "traceId": {"type": "string", "pattern": "^[0-9a-f]{32}$", "not": {"pattern": "^0*$"}},
               "spanId": {"type": "string", "pattern": "^[0-9a-f]{16}$", "not": {"pattern": "^0*$"}},
               "parentSpanId": {"type": "string", "pattern": "^[0-9a-f]{16}$"},
               "traceState": {"type": "string"},
               "flags": {"$ref": "#/$defs/uint32"},
               "name": {"type": "string", "minLength": 1},
               "kind": {"type": "integer", "minimum": 0, "maximum": 5},
               "startTimeUnixNano": {"type": "string", "pattern": "^[0-9]{19}$"},
               "endTimeUnixNano": {"type": "string", "pattern": "^[0-9]{19}$"},
               "attributes": {"$ref": "#/$defs/attributes"},
               "status": {"type": "object", "additionalProperties": false,
                 "properties": {"message": {"type": "string"}, "code": {"enum": [0, 1, 2]}}}}},
           "attributes": {"type": "array", "items": {"type": "object", "additionalProperties": false,
             "required": ["key", "value"],
             "properties": {"key": {"type": "string", "minLength": 1},
               "value": {"type": "object", "additionalProperties": false, "minProperties": 1, "maxProperties": 1,
                 "properties": {"stringValue": {"type": "string"}, "boolValue": {"type": "boolean"},
                                "intValue": {"type": "string", "pattern": "^-?[0-9]{1,19}$"},
                                "doubleValue": {"type": "number"}}}}}}}}
        """;

    private final RawOrigin origin;
    private final List<Map<?, ?>> spans = new CopyOnWriteArrayList<>();
    private final List<String> wrong = new CopyOnWriteArrayList<>();

    private OtlpCollector(IntFunction<String> answers) throws IOException {
        origin = RawOrigin.doing((connection, request, number) -> {
            String answer = answers.apply(number);
            take(request, answer.startsWith("HTTP/1.1 200"));
            connection.send(answer);
        });
    }

    public static OtlpCollector start() throws IOException {
        return answering(_ -> TAKEN);
    }

    /// @param answers by the number of the batch; spans of those that are not answered 200 are not kept
    public static OtlpCollector answering(IntFunction<String> answers) throws IOException {
        return new OtlpCollector(answers);
    }

    public HostPort address() {
        return origin.address();
    }

    public String url() {
        return "http://" + origin.address() + "/v1/traces";
    }

    private void take(String request, boolean kept) throws IOException {
        byte[] bytes = request.substring(request.indexOf("\r\n\r\n") + 4).getBytes(StandardCharsets.ISO_8859_1);
        String body = new String(bytes, StandardCharsets.UTF_8);
        wrong.addAll(mistakesIn(body));
        if (!request.startsWith("POST /v1/traces HTTP/1.1\r\n")
                || !request.contains("Content-Type: application/json\r\n")) {
            wrong.add("no export of traces: " + request.lines().findFirst().orElse(""));
        }
        if (kept) {
            Map<?, ?> root = new Yaml().load(body);
            for (Map<?, ?> resource : list(root, "resourceSpans")) {
                list(resource, "scopeSpans").forEach(scope -> spans.addAll(list(scope, "spans")));
            }
        }
    }

    /// What the text breaks of the rules.
    static List<String> mistakesIn(String body) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SCHEMA)
                .validate(body, InputFormat.JSON)
                .stream()
                .map(Object::toString)
                .toList();
    }

    /// Batches that came, head and body.
    public List<String> batches() {
        return origin.requests();
    }

    /// Spans of the batches that were taken.
    public List<Map<?, ?>> spans() {
        return new ArrayList<>(spans);
    }

    /// What was wrong with what came.
    public List<String> wrong() {
        return wrong;
    }

    /// JSON is YAML, as far as what is compared here goes.
    private static List<Map<?, ?>> list(Map<?, ?> owner, String key) {
        List<Map<?, ?>> list = new ArrayList<>();
        if (owner.get(key) instanceof List<?> elements) {
            elements.forEach(each -> list.add((Map<?, ?>) each));
        }
        return list;
    }

    /// The value of an attribute; empty where the span has none of the name.
    public static String attribute(Map<?, ?> span, String key) {
        for (Map<?, ?> each : list(span, "attributes")) {
            if (key.equals(each.get("key")) && each.get("value") instanceof Map<?, ?> value) {
                return String.valueOf(value.values().iterator().next());
            }
        }
        return "";
    }

    @Override
    public void close() throws IOException {
        origin.close();
    }
}
