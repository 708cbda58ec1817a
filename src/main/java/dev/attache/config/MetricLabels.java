package dev.attache.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// Checks what the file says of names of metrics and labels.
final class MetricLabels {
    private static final Pattern LABEL = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern METRIC = Pattern.compile("[A-Za-z_:][A-Za-z0-9_:]*");

    private MetricLabels() {}

    /// @throws IllegalArgumentException where one has a name that no label may have
    static Map<String, String> checked(Map<String, String> labels) {
        for (String name : labels.keySet()) {
            if (!LABEL.matcher(name).matches() || name.startsWith("__")) {
                throw new IllegalArgumentException(
                        "labels: " + name + " is no name of a label: letters, digits and _, no digit first");
            }
        }
        return Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    }

    /// @throws IllegalArgumentException where no metric may have the name
    static void checkMetric(String key, String name) {
        if (!METRIC.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    key + ": " + name + " is no name of a metric: letters, digits, _ and :, no digit first");
        }
    }
}
