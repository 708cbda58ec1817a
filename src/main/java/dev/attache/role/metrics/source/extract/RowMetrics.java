package dev.attache.role.metrics.source.extract;

import dev.attache.config.MetricKind;
import dev.attache.config.SqlMetricConfig;
import dev.attache.config.SqlQueryConfig;
import dev.attache.role.metrics.source.SampleSheet;
import dev.attache.wire.exposition.LabelSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Metrics out of rows with named columns.
public final class RowMetrics {
    private RowMetrics() {}

    /// Tells what the rows say. A null is a value that was not there.
    ///
    /// @param columns names of the columns; upper and lower case are the same
    /// @throws IOException where a column is missing
    public static void tell(
            SampleSheet sheet, SqlQueryConfig query, List<String> columns, List<List<@Nullable String>> rows)
            throws IOException {
        int[] labels = new int[query.labels().size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = indexOf(query.labels().get(i), columns);
        }
        List<LabelSet> sets = new ArrayList<>(rows.size());
        for (List<@Nullable String> row : rows) {
            sets.add(labels(query.labels(), labels, row));
        }
        for (SqlMetricConfig metric : query.metrics()) {
            var writing = new Writing(sheet, metric.name(), metric.type(), metric.help(), metric.as());
            int at = metric.type() == MetricKind.INFO ? -1 : indexOf(metric.value(), columns);
            for (int i = 0; i < sets.size(); i++) {
                String value = at < 0 ? "" : rows.get(i).get(at);
                if (value == null) {
                    writing.missing();
                } else {
                    writing.series(value, sets.get(i));
                }
            }
            writing.end();
        }
    }

    private static LabelSet labels(List<String> names, int[] columns, List<@Nullable String> row) {
        String[] pairs = new String[2 * columns.length];
        for (int i = 0; i < columns.length; i++) {
            String value = row.get(columns[i]);
            pairs[2 * i] = names.get(i);
            pairs[2 * i + 1] = value == null ? "" : value;
        }
        return LabelSet.of(pairs);
    }

    private static int indexOf(String wanted, List<String> columns) throws IOException {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).equalsIgnoreCase(wanted)) {
                return i;
            }
        }
        throw new IOException("there is no column " + wanted + " in its answer, which has " + columns);
    }
}
