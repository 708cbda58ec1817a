package dev.attache.role.metrics.source.extract;

import dev.attache.base.JsonReader;
import dev.attache.config.JsonMetricConfig;
import dev.attache.config.MetricKind;
import dev.attache.role.metrics.source.SampleSheet;
import dev.attache.wire.exposition.LabelSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Metrics out of a JSON document.
public final class JsonMetrics {
    private static final String KEY = "@key";

    private record Rule(JsonMetricConfig config, JsonPath each, JsonPath value, List<Label> labels) {}

    /// @param path of a value that is one
    private record Label(String name, String literal, List<JsonPath> path) {
        String value(JsonPath.Place place) {
            if (literal.equals(KEY)) {
                return place.key();
            }
            if (path.isEmpty()) {
                return literal;
            }
            List<JsonPath.Place> found = path.getFirst().from(place.value(), place.key());
            return found.isEmpty() ? "" : JsonPath.text(found.getFirst().value());
        }
    }

    private final List<Rule> rules = new ArrayList<>();

    /// @throws IllegalArgumentException where a path is none
    public JsonMetrics(List<JsonMetricConfig> configs) {
        for (JsonMetricConfig each : configs) {
            List<Label> labels = new ArrayList<>();
            for (Map.Entry<String, String> label : each.labels().entrySet()) {
                String value = label.getValue();
                List<JsonPath> path = value.startsWith(".") ? List.of(new JsonPath(value)) : List.of();
                labels.add(new Label(label.getKey(), value, path));
            }
            String value = each.value().isEmpty() ? "." : each.value();
            rules.add(new Rule(each, new JsonPath(each.each()), new JsonPath(value), labels));
        }
    }

    /// Tells what the document says.
    ///
    /// @throws IOException where it is no JSON
    public void tell(SampleSheet sheet, String document) throws IOException {
        Object root;
        try {
            root = JsonReader.read(document);
        } catch (IllegalArgumentException wrong) {
            throw new IOException("the document is " + wrong.getMessage(), wrong);
        }
        rules.forEach(rule -> tell(sheet, rule, root));
    }

    private static void tell(SampleSheet sheet, Rule rule, Object root) {
        JsonMetricConfig config = rule.config;
        var writing = new Writing(sheet, config.name(), config.type(), config.help(), config.as());
        List<JsonPath.Place> elements = rule.each.from(root, "");
        if (elements.isEmpty() && !config.each().contains("[]")) {
            writing.missing();
        }
        for (JsonPath.Place element : elements) {
            String[] pairs = new String[2 * rule.labels.size()];
            for (int i = 0; i < rule.labels.size(); i++) {
                pairs[2 * i] = rule.labels.get(i).name();
                pairs[2 * i + 1] = rule.labels.get(i).value(element);
            }
            List<JsonPath.Place> found = rule.value.from(element.value(), element.key());
            if (found.isEmpty() && config.type() != MetricKind.INFO) {
                writing.missing();
            } else {
                String value =
                        found.isEmpty() ? "" : JsonPath.text(found.getFirst().value());
                writing.series(value, LabelSet.of(pairs));
            }
        }
        writing.end();
    }
}
