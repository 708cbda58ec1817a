package dev.attache.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// One metric out of a text: every place that a pattern finds is a series.
///
/// @param labels `$1` and `${name}` in a value stand for what a group holds
@Doc("one metric out of a text: every place that a pattern finds is a series")
public record TextMetricConfig(
        @Doc("what it is called") String name,

        @Doc("gauge, counter or info") @Default("gauge") MetricKind type,

        @Doc("one sentence") @Default("") String help,

        @Doc("regular expression, in which ^ and $ are the ends of a line; its group value, or else the first, holds"
                + " the number")
        String pattern,

        @Doc("labels; $1 and $name stand for what a group holds") @Default("{}")
        Map<String, String> labels,

        @Doc("how the value becomes a number") @Default("number")
        ValueConfig as) {

    public TextMetricConfig {
        MetricLabels.checkMetric("name", name);
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(MetricLabels.checked(labels)));
        RelabelConfig.checkRegex("pattern", pattern);
        if (type != MetricKind.INFO && Pattern.compile(pattern).matcher("").groupCount() == 0) {
            throw new IllegalArgumentException("pattern: has no group that would hold the number");
        }
    }
}
