package dev.attache.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// One metric out of a JSON document.
///
/// @param each path to a list or an object, of whose elements each is a series
/// @param value path from there to the number
/// @param labels values that begin with a dot are paths; `@key` is the name or index of the element
@Doc("one metric out of a JSON document")
public record JsonMetricConfig(
        @Doc("what it is called") String name,

        @Doc("gauge, counter or info") @Default("gauge") MetricKind type,

        @Doc("one sentence") @Default("") String help,

        @Doc("path to what has a series for each element, as in .queues[]") @Default(".")
        String each,

        @Doc("path to the number, from there, as in .size or .sizes[0]; an info needs none") @Default("")
        String value,

        @Doc("labels; a value that begins with a dot is a path, @key is the name or index of the element")
        @Default("{}")
        Map<String, String> labels,

        @Doc("how the value becomes a number") @Default("number")
        ValueConfig as) {

    public JsonMetricConfig {
        MetricLabels.checkMetric("name", name);
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(MetricLabels.checked(labels)));
        if (!each.startsWith(".") || !value.isEmpty() && !value.startsWith(".")) {
            throw new IllegalArgumentException(
                    (each.startsWith(".") ? "value" : "each") + ": is no path: it begins with a dot");
        }
        if (value.isEmpty() && type != MetricKind.INFO) {
            throw new IllegalArgumentException("value: is missing");
        }
    }
}
