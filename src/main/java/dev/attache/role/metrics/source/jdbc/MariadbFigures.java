package dev.attache.role.metrics.source.jdbc;

import dev.attache.net.sql.SqlRows;
import dev.attache.role.metrics.source.SampleSheet;
import dev.attache.wire.exposition.LabelSet;
import dev.attache.wire.exposition.MetricType;
import dev.attache.wire.exposition.Numbers;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What SHOW says, under the names of mysqld_exporter, which makes them of what the server's figures are called.
final class MariadbFigures {
    private static final String STATUS = "mysql_global_status_";
    private static final int NAME = 0;
    private static final int VALUE = 1;

    /// Takes a figure that is a number.
    private interface NumberSink {
        void take(String name, double number);
    }

    private MariadbFigures() {}

    /// Tells the numbers among the rows.
    ///
    /// @return the others, by name
    private static Map<String, String> split(SqlRows rows, NumberSink numbers) {
        Map<String, String> texts = new HashMap<>();
        for (List<@Nullable String> row : rows.rows()) {
            String name = name(row.get(NAME));
            String value = String.valueOf(row.get(VALUE));
            double number = number(value);
            if (Double.isNaN(number)) {
                texts.put(name, value);
            } else {
                numbers.take(name, number);
            }
        }
        return texts;
    }

    /// SHOW GLOBAL STATUS.
    static void status(SampleSheet sheet, SqlRows rows) {
        Map<String, String> texts = split(rows, (name, number) -> status(sheet, name, number));
        if (!texts.getOrDefault("wsrep_local_state_uuid", "").isEmpty()) {
            sheet.gauge(
                    "mysql_galera_status_info",
                    "State of the Galera cluster.",
                    1,
                    "wsrep_local_state_uuid",
                    texts.getOrDefault("wsrep_local_state_uuid", ""),
                    "wsrep_cluster_state_uuid",
                    texts.getOrDefault("wsrep_cluster_state_uuid", ""),
                    "wsrep_provider_version",
                    texts.getOrDefault("wsrep_provider_version", ""));
        }
    }

    private static void status(SampleSheet sheet, String name, double value) {
        if (name.startsWith("com_")) {
            counter(sheet, "commands_total", "Commands executed.", "command", name.substring(4), value);
        } else if (name.startsWith("handler_")) {
            counter(sheet, "handlers_total", "Calls of storage engines.", "handler", name.substring(8), value);
        } else if (name.startsWith("connection_errors_")) {
            counter(sheet, "connection_errors_total", "Failed connections.", "error", name.substring(18), value);
        } else if (name.startsWith("innodb_buffer_pool_pages_")) {
            pages(sheet, name.substring(25), value);
        } else if (name.startsWith("innodb_rows_")) {
            counter(sheet, "innodb_row_ops_total", "Operations on rows.", "operation", name.substring(12), value);
        } else if (name.startsWith("performance_schema_")) {
            String what = name.substring(19);
            counter(
                    sheet,
                    "performance_schema_lost_total",
                    "Instruments without room.",
                    "instrumentation",
                    what,
                    value);
        } else {
            String help = "A figure of SHOW GLOBAL STATUS.";
            sheet.add(STATUS + name, MetricType.UNKNOWN, help, "", LabelSet.NONE, value);
        }
    }

    private static void pages(SampleSheet sheet, String state, double value) {
        switch (state) {
            case "data", "free", "misc", "old" ->
                sheet.gauge(STATUS + "buffer_pool_pages", "Pages of the buffer pool.", value, "state", state);
            case "dirty" -> sheet.gauge(STATUS + "buffer_pool_dirty_pages", "Dirty pages of the buffer pool.", value);
            case "total" -> {}
            default -> counter(sheet, "buffer_pool_page_changes_total", "Changes of pages.", "operation", state, value);
        }
    }

    private static void counter(SampleSheet sheet, String name, String help, String label, String word, double value) {
        sheet.counter(STATUS + name, help, value, label, word);
    }

    /// SHOW GLOBAL VARIABLES.
    static void variables(SampleSheet sheet, SqlRows rows) {
        String help = "A variable of SHOW GLOBAL VARIABLES.";
        Map<String, String> texts =
                split(rows, (name, number) -> sheet.gauge("mysql_global_variables_" + name, help, number));
        sheet.gauge(
                "mysql_version_info",
                "Version of the server.",
                1,
                "innodb_version",
                texts.getOrDefault("innodb_version", ""),
                "version",
                texts.getOrDefault("version", ""),
                "version_comment",
                texts.getOrDefault("version_comment", ""));
        String cluster = texts.getOrDefault("wsrep_cluster_name", "");
        if (!cluster.isEmpty()) {
            sheet.gauge("mysql_galera_variables_info", "The Galera cluster.", 1, "wsrep_cluster_name", cluster);
        }
        String isolation = texts.getOrDefault("transaction_isolation", texts.getOrDefault("tx_isolation", ""));
        if (!isolation.isEmpty()) {
            sheet.gauge("mysql_transaction_isolation", "How transactions are isolated.", 1, "level", isolation);
        }
    }

    /// SHOW ALL SLAVES STATUS, SHOW SLAVE STATUS or SHOW REPLICA STATUS.
    static void replication(SampleSheet sheet, SqlRows rows) {
        for (List<@Nullable String> row : rows.rows()) {
            LabelSet labels = LabelSet.of(
                    "master_host",
                    either(rows, row, "Master_Host", "Source_Host"),
                    "master_uuid",
                    either(rows, row, "Master_UUID", "Source_UUID"),
                    "channel_name",
                    Rows.text(rows, row, "Channel_Name"),
                    "connection_name",
                    Rows.text(rows, row, "Connection_name"));
            for (int i = 0; i < row.size(); i++) {
                String value = row.get(i);
                double number = value == null ? Double.NaN : number(value);
                if (!Double.isNaN(number)) {
                    String name = "mysql_slave_status_" + name(rows.columns().get(i));
                    sheet.add(name, MetricType.UNKNOWN, "A column of SHOW SLAVE STATUS.", "", labels, number);
                }
            }
        }
    }

    private static String either(SqlRows rows, List<@Nullable String> row, String one, String other) {
        String first = Rows.text(rows, row, one);
        return first.isEmpty() ? Rows.text(rows, row, other) : first;
    }

    private static String name(@Nullable String figure) {
        return Rows.nameOf(String.valueOf(figure)).toLowerCase(Locale.ROOT);
    }

    /// The number that a figure stands for; NaN where it is none.
    static double number(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "yes", "on", "primary" -> 1;
            case "no", "off", "disabled", "connecting", "non-primary", "disconnected" -> 0;
            default -> {
                double number = Numbers.parse(value);
                yield Double.isNaN(number) ? time(value) : number;
            }
        };
    }

    private static double time(String value) {
        if (value.length() != 19 || value.charAt(4) != '-') {
            return Double.NaN;
        }
        try {
            return LocalDateTime.parse(value.replace(' ', 'T')).toEpochSecond(ZoneOffset.UTC);
        } catch (DateTimeException _) {
            return Double.NaN;
        }
    }
}
