package dev.attache.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The flags of metrics that a log adapter makes of records: `NAME[{LABELS}][=VALUE][:CONDITION]`, each flag for one
/// kind.
final class LogMetricFlags {
    private static final String METRICS = "roles.logs.metrics";
    private static final String FORM = "NAME[{LABELS}][=VALUE][:CONDITION]";

    @Option(
            names = "--counter",
            paramLabel = "METRIC",
            description = "count records for /metrics of --admin, as NAME[{LABELS}][=VALUE][:CONDITION], as in"
                    + " 'http_requests_total{status,verb=method}: status != null'; adds 1 or the value")
    private List<String> counters = List.of();

    @Option(names = "--gauge", paramLabel = "METRIC", description = "show the last value, as in 'queue_depth=depth'")
    private List<String> gauges = List.of();

    @Option(
            names = "--histogram",
            paramLabel = "METRIC",
            description = "distribute values, as in 'http_request_duration_seconds{method}=seconds(duration)'")
    private List<String> histograms = List.of();

    @Option(
            names = "--buckets",
            paramLabel = "BOUNDS",
            description = "upper bounds of the histograms, as in 0.01,0.1,1; those of a duration where absent")
    private @Nullable String buckets;

    void addTo(FlagText text) {
        List<Map<String, Object>> metrics = new ArrayList<>();
        add(text, metrics, "counter", counters);
        add(text, metrics, "gauge", gauges);
        add(text, metrics, "histogram", histograms);
        if (buckets != null && histograms.isEmpty()) {
            text.refuse("--buckets", "no histogram has them", "--histogram");
        }
        if (!metrics.isEmpty()) {
            text.set(METRICS, metrics);
        }
    }

    private void add(FlagText text, List<Map<String, Object>> metrics, String kind, List<String> all) {
        for (String each : all) {
            Map<String, Object> settings = settings(kind, each);
            if (settings.isEmpty()) {
                text.refuse("--" + kind, "\"" + each + "\" is no metric", FORM);
            } else {
                if (buckets != null && kind.equals("histogram")) {
                    settings.put("buckets", words(buckets));
                }
                name(text, "--" + kind + " " + settings.get(kind), METRICS + "[" + metrics.size() + "]");
                metrics.add(settings);
            }
        }
    }

    /// Which of the metrics a mistake is in, and in which part of it.
    private static void name(FlagText text, String metric, String keyPath) {
        text.name(metric, keyPath);
        text.name(metric + ", labels", keyPath + ".labels");
        text.name(metric + ", value", keyPath + ".value");
        text.name(metric + ", condition", keyPath + ".where");
    }

    /// Empty where the text is not of the form.
    private static Map<String, Object> settings(String kind, String text) {
        int nameEnd = 0;
        while (nameEnd < text.length() && " {=:".indexOf(text.charAt(nameEnd)) < 0) {
            nameEnd++;
        }
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put(kind, text.substring(0, nameEnd));
        String rest = text.substring(nameEnd).strip();
        if (rest.startsWith("{")) {
            int end = end(rest, 1, '}');
            if (end == rest.length()) {
                return Map.of();
            }
            settings.put("labels", labels(rest.substring(1, end)));
            rest = rest.substring(end + 1).strip();
        }
        if (rest.startsWith("=")) {
            int end = end(rest, 1, ':');
            settings.put("value", rest.substring(1, end).strip());
            rest = rest.substring(end);
        }
        if (rest.startsWith(":")) {
            settings.put("where", rest.substring(1).strip());
            rest = "";
        }
        return nameEnd == 0 || !rest.isEmpty() ? Map.of() : settings;
    }

    /// A name alone is the label and the field.
    private static Map<String, Object> labels(String text) {
        Map<String, Object> labels = new LinkedHashMap<>();
        for (int from = 0; from < text.length(); ) {
            int end = end(text, from, ',');
            String each = text.substring(from, end).strip();
            int equals = each.indexOf('=');
            labels.put(
                    equals < 0 ? each : each.substring(0, equals).strip(),
                    equals < 0 ? each : each.substring(equals + 1).strip());
            from = end + 1;
        }
        return labels;
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split(",")).map(String::strip).toList();
    }

    /// Where this stands next outside of brackets and quotes, or the end.
    private static int end(String text, int from, char wanted) {
        int depth = 0;
        char quote = 0;
        for (int i = from; i < text.length(); i++) {
            char each = text.charAt(i);
            if (quote != 0) {
                quote = each == quote ? 0 : quote;
            } else if (each == wanted && depth == 0) {
                return i;
            } else if (each == '"' || each == '\'') {
                quote = each;
            } else if (each == '(' || each == '[') {
                depth++;
            } else if (each == ')' || each == ']') {
                depth--;
            }
        }
        return text.length();
    }
}
