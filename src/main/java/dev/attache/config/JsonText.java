package dev.attache.config;

import java.util.Collection;
import java.util.Map;

/// Writes trees of maps, collections, texts, numbers and truth values as indented JSON, in the order they come.
final class JsonText {
    private final StringBuilder out = new StringBuilder();

    private JsonText() {}

    static String of(Map<String, ?> tree) {
        JsonText json = new JsonText();
        json.value(tree, "\n");
        return json.out.append('\n').toString();
    }

    private void value(Object value, String lineStart) {
        switch (value) {
            case Map<?, ?> map when map.isEmpty() -> out.append("{}");
            case Map<?, ?> map -> object(map, lineStart);
            case Collection<?> list -> array(list, lineStart);
            case Number number -> out.append(number);
            case Boolean truth -> out.append(truth.booleanValue());
            default -> dev.attache.base.JsonText.quote(out, value.toString());
        }
    }

    private void object(Map<?, ?> map, String lineStart) {
        String inner = lineStart + "  ";
        String before = "{";
        for (Map.Entry<?, ?> each : map.entrySet()) {
            out.append(before).append(inner);
            dev.attache.base.JsonText.quote(out, String.valueOf(each.getKey()));
            out.append(": ");
            value(each.getValue(), inner);
            before = ",";
        }
        out.append(lineStart).append('}');
    }

    /// On one line where only plain values stand in it.
    private void array(Collection<?> list, String lineStart) {
        boolean nested = list.stream().anyMatch(Map.class::isInstance);
        String inner = nested ? lineStart + "  " : "";
        String before = "[";
        for (Object each : list) {
            out.append(before).append(inner);
            value(each, inner);
            before = nested ? "," : ", ";
        }
        out.append(list.isEmpty() ? "[" : "").append(nested ? lineStart : "").append(']');
    }
}
