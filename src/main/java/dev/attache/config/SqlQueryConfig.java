package dev.attache.config;

import java.util.List;
import java.util.Map;

/// A query, and what becomes of its columns.
@Doc("a query, and what becomes of its columns")
public record SqlQueryConfig(
        @Doc("one statement; it runs at every scrape") String sql,

        @Doc("columns that are labels of every metric of the query") @Default("[]")
        List<String> labels,

        @Doc("what is told of each row") List<SqlMetricConfig> metrics,

        @Doc("rows that are read; of more it is told that there are") @Default("1000") @Range(min = "1", max = "100000")
        int rowsMax) {

    public SqlQueryConfig {
        labels = List.copyOf(labels);
        labels.forEach(each -> MetricLabels.checked(Map.of(each, "")));
        metrics = List.copyOf(metrics);
        if (sql.isBlank()) {
            throw new IllegalArgumentException("sql: is missing");
        }
        if (metrics.isEmpty()) {
            throw new IllegalArgumentException("metrics: a query without any tells nothing");
        }
    }
}
