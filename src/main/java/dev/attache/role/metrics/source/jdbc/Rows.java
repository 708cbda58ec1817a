package dev.attache.role.metrics.source.jdbc;

import dev.attache.net.sql.SqlRows;
import dev.attache.role.metrics.source.SampleSheet;
import dev.attache.wire.exposition.LabelSet;
import dev.attache.wire.exposition.MetricType;
import dev.attache.wire.exposition.Numbers;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a query has answered, to the samples that a preset makes of it.
final class Rows {
    private static final Pattern NO_NAME = Pattern.compile("[^a-zA-Z0-9_]");

    private Rows() {}

    static void tell(SampleSheet sheet, SqlPreset.Query query, SqlRows rows) {
        for (List<@Nullable String> row : rows.rows()) {
            LabelSet labels = labels(query.labels(), rows, row);
            for (SqlPreset.Figure figure : query.figures()) {
                tell(sheet, figure, rows, row, labels);
            }
        }
    }

    private static void tell(
            SampleSheet sheet, SqlPreset.Figure figure, SqlRows rows, List<@Nullable String> row, LabelSet labels) {
        String value = value(rows, row, figure.column());
        if (value == null) {
            return;
        }
        if (figure.kind() == MetricType.INFO) {
            sheet.add(figure.name(), MetricType.GAUGE, figure.help(), "", labels.with(figure.column(), value), 1);
            return;
        }
        String rest = figure.rest().isEmpty() ? "" : text(rows, row, figure.rest());
        double number = Numbers.parse(value);
        if (!Double.isNaN(number)) {
            sheet.add(figure.name() + nameOf(rest), figure.kind(), figure.help(), "", labels, number);
        }
    }

    /// As much of a word as the name of a metric may hold.
    static String nameOf(String word) {
        return NO_NAME.matcher(word).replaceAll("_");
    }

    private static LabelSet labels(List<String> columns, SqlRows rows, List<@Nullable String> row) {
        String[] pairs = new String[2 * columns.size()];
        for (int i = 0; i < columns.size(); i++) {
            pairs[2 * i] = columns.get(i);
            pairs[2 * i + 1] = text(rows, row, columns.get(i));
        }
        return LabelSet.of(pairs);
    }

    /// The value of a column; empty where it is null, or there is none of that name.
    static String text(SqlRows rows, List<@Nullable String> row, String column) {
        String value = value(rows, row, column);
        return value == null ? "" : value;
    }

    private static @Nullable String value(SqlRows rows, List<@Nullable String> row, String column) {
        int at = rows.columns().indexOf(column);
        return at < 0 ? null : row.get(at);
    }
}
