package dev.attache.config;

import java.util.Map;

/// The metrics that a log role makes of records.
@Doc("the metrics that a log role makes of records")
@Kind("log")
public record LogSourceConfig(
        @Doc("the role of kind logs whose metrics they are") @NamesLogs
        String role,

        @Doc("labels that every series gets") @Default("{}") Map<String, String> labels)
        implements MetricsSourceConfig {

    public LogSourceConfig {
        labels = MetricLabels.checked(labels);
    }
}
