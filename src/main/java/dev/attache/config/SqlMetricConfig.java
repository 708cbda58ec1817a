package dev.attache.config;

/// One metric out of the rows that a query answers.
@Doc("one metric out of the rows that a query answers")
public record SqlMetricConfig(
        @Doc("what it is called") String name,

        @Doc("gauge, counter or info") @Default("gauge") MetricKind type,

        @Doc("one sentence") @Default("") String help,

        @Doc("column with the number; an info needs none") @Default("")
        String value,

        @Doc("how the value becomes a number") @Default("number")
        ValueConfig as) {

    public SqlMetricConfig {
        MetricLabels.checkMetric("name", name);
        if (value.isEmpty() && type != MetricKind.INFO) {
            throw new IllegalArgumentException("value: is missing");
        }
    }
}
