package dev.attache.role.logs.sink;

import dev.attache.base.Ascii;
import dev.attache.base.GrowingBytes;
import dev.attache.base.JsonText;
import dev.attache.role.logs.batch.Batch;
import dev.attache.wire.log.JsonValues;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Streams with their labels and, of each, times and lines.
///
/// Every set of labels costs the receiver an index entry and memory, hence a bound: records whose labels would be one
/// set too many go to the stream that has the fixed labels alone.
///
/// Source: Grafana Loki, "HTTP API", `POST /loki/api/v1/push`, grafana.com/docs/loki/latest/reference/loki-http-api.
final class LokiEnvelope implements Envelope {
    private static final byte[] VALUES = Ascii.bytes("},\"values\":[");

    private final byte[] fixed;
    private final int streamsMax;
    private final Set<String> known = new HashSet<>();
    private final Map<String, GrowingBytes> streams = new LinkedHashMap<>();

    /// @param labels of every stream
    /// @param streamsMax sets of labels
    LokiEnvelope(Map<String, String> labels, int streamsMax) {
        String object = JsonText.compact(labels);
        this.fixed = object.substring(1, object.length() - 1).getBytes(StandardCharsets.UTF_8);
        this.streamsMax = streamsMax;
    }

    @Override
    public String contentType() {
        return "application/json";
    }

    @Override
    public void write(Batch batch, int from, int to, GrowingBytes out) {
        streams.clear();
        for (int i = from; i < to; i++) {
            add(batch, i);
        }
        out.append("{\"streams\":[");
        boolean first = true;
        for (Map.Entry<String, GrowingBytes> each : streams.entrySet()) {
            out.append(first ? "{\"stream\":{" : ",{\"stream\":{");
            first = false;
            byte[] own = each.getKey().getBytes(StandardCharsets.UTF_8);
            out.append(fixed);
            if (fixed.length > 0 && own.length > 0) {
                out.append(',');
            }
            out.append(own);
            out.append(VALUES);
            out.append(each.getValue().array(), 0, each.getValue().length());
            out.append("]}");
        }
        out.append("]}");
        streams.clear();
    }

    private void add(Batch batch, int record) {
        int keyFrom = batch.keyFrom(record);
        int from = batch.from(record);
        String key = new String(batch.array(), keyFrom, from - keyFrom, StandardCharsets.UTF_8);
        if (!known.contains(key)) {
            if (known.size() < streamsMax) {
                known.add(key);
            } else {
                key = "";
            }
        }
        GrowingBytes values = streams.computeIfAbsent(key, _ -> new GrowingBytes());
        values.append(values.isEmpty() ? "[\"" : ",[\"");
        values.appendDecimal(batch.nanos(record));
        values.append("\",\"");
        JsonValues.writeText(batch.array(), from, batch.to(record), values);
        values.append("\"]");
    }
}
