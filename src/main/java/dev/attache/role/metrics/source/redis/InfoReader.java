package dev.attache.role.metrics.source.redis;

import dev.attache.role.metrics.source.Preset;
import dev.attache.role.metrics.source.SampleSheet;
import dev.attache.wire.exposition.LabelSet;
import dev.attache.wire.exposition.MetricNames;
import dev.attache.wire.exposition.MetricType;
import dev.attache.wire.exposition.Numbers;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Reads one answer of INFO: lines of `field:value` under headings.
final class InfoReader {
    private static final Preset PRESET = Preset.load(InfoReader.class, "info.preset", "redis_", "INFO");
    private static final double MICROS = 1e6;
    private static final String COMMAND = "cmdstat_";
    private static final String PERCENTILES = "latency_percentiles_usec_";
    private static final String ERROR = "errorstat_";
    private static final String LATENCY_HELP = "Percentiles of how long calls of a command took, in microseconds.";

    /// Calls of a command and the microseconds that they took.
    private record Calls(double count, double micros) {}

    private final SampleSheet sheet;
    private final long nowSeconds;
    private final boolean system;
    private final Map<String, String> facts = new HashMap<>();
    private final Map<String, Calls> calls = new HashMap<>();
    private final Set<String> databases = new HashSet<>();
    private String heading = "";
    private String masterHost = "";
    private String masterPort = "";

    /// @param system whether the memory of the whole machine is told
    InfoReader(SampleSheet sheet, long nowSeconds, boolean system) {
        this.sheet = sheet;
        this.nowSeconds = nowSeconds;
        this.system = system;
    }

    /// @param databaseCount of the server; those that INFO does not list are empty
    void read(String info, int databaseCount) {
        int from = 0;
        while (from < info.length()) {
            int end = info.indexOf('\n', from);
            end = end < 0 ? info.length() : end;
            line(info.substring(from, end).strip());
            from = end + 1;
        }
        for (int i = 0; i < databaseCount; i++) {
            String name = "db" + i;
            if (!databases.contains(name)) {
                keys(name, 0, 0);
            }
        }
        instance();
    }

    private void line(String line) {
        if (line.startsWith("# ")) {
            heading = line.substring(2);
            return;
        }
        int colon = line.indexOf(':');
        if (colon <= 0) {
            return;
        }
        String field = line.substring(0, colon);
        String value = line.substring(colon + 1);
        switch (heading) {
            case "Commandstats" -> command(field, value);
            case "Latencystats" -> percentiles(field, value);
            case "Errorstats" -> errors(field, value);
            case "Keyspace" -> keyspace(field, value);
            default -> field(field, value);
        }
    }

    private void field(String field, String value) {
        facts.put(field, value);
        if (heading.equals("Replication") && replication(field, value)) {
            return;
        }
        if (heading.equals("Sentinel") && SentinelReader.field(sheet, field, value)) {
            return;
        }
        if (field.equals("uptime_in_seconds")) {
            double start = nowSeconds - number(value);
            sheet.gauge("redis_start_time_seconds", "When the server started, in seconds since 1970.", start);
        }
        plain(field, value);
    }

    /// A field that a preset names, or any of a cluster's.
    void plain(String field, String value) {
        if (!system && field.equals("total_system_memory")) {
            return;
        }
        if (!PRESET.tell(sheet, field, number(value)) && field.startsWith("cluster_")) {
            String name = "redis_" + MetricNames.toMetric(field);
            add(name, MetricType.GAUGE, "Field " + field + " of CLUSTER INFO.", number(value), LabelSet.NONE);
        }
    }

    /// What `CLUSTER INFO` says.
    void cluster(String info) {
        for (String line : info.split("\r?\n")) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                plain(line.substring(0, colon), line.substring(colon + 1));
            }
        }
    }

    private static double number(String value) {
        return switch (value) {
            case "ok", "true" -> 1;
            case "err", "fail", "false" -> 0;
            default -> {
                double number = Numbers.parse(value);
                yield Double.isNaN(number) ? 0 : number;
            }
        };
    }

    private void add(String name, MetricType type, String help, double value, LabelSet labels) {
        sheet.add(name, type, help, "", labels, value);
    }

    private void command(String field, String value) {
        if (!field.startsWith(COMMAND)) {
            return;
        }
        String command = field.substring(COMMAND.length());
        LabelSet labels = LabelSet.of("cmd", command);
        var numbers = new FieldList(value);
        double count = numbers.number("calls");
        double micros = numbers.number("usec");
        if (Double.isNaN(count) || Double.isNaN(micros)) {
            return;
        }
        calls.put(command, new Calls(count, micros));
        MetricType counter = MetricType.COUNTER;
        add("redis_commands_total", counter, "Calls of each command.", count, labels);
        String seconds = "Time spent in each command, in seconds.";
        add("redis_commands_duration_seconds_total", counter, seconds, micros / MICROS, labels);
        if (numbers.has("rejected_calls")) {
            String rejected = "Calls of each command that were refused before they ran.";
            double refused = numbers.number("rejected_calls");
            add("redis_commands_rejected_calls_total", counter, rejected, refused, labels);
            String failed = "Calls of each command that failed while they ran.";
            add("redis_commands_failed_calls_total", counter, failed, numbers.number("failed_calls"), labels);
        }
    }

    private void percentiles(String field, String value) {
        if (!field.startsWith(PERCENTILES)) {
            return;
        }
        String command = field.substring(PERCENTILES.length());
        Calls known = calls.get(command);
        if (known == null) {
            return;
        }
        String name = "redis_latency_percentiles_usec";
        var percentiles = new FieldList(value);
        for (String key : percentiles.keys()) {
            LabelSet labels = LabelSet.of("cmd", command, "quantile", key.substring(1));
            sheet.add(name, MetricType.SUMMARY, LATENCY_HELP, "", labels, percentiles.number(key));
        }
        LabelSet labels = LabelSet.of("cmd", command);
        sheet.add(name, MetricType.SUMMARY, LATENCY_HELP, "_sum", labels, known.micros);
        sheet.add(name, MetricType.SUMMARY, LATENCY_HELP, "_count", labels, known.count);
    }

    private void errors(String field, String value) {
        if (field.startsWith(ERROR)) {
            String help = "Errors that were answered, by their first word.";
            double count = new FieldList(value).number("count");
            sheet.counter("redis_errors_total", help, count, "err", field.substring(ERROR.length()));
        }
    }

    private void keyspace(String database, String value) {
        var numbers = new FieldList(value);
        if (!database.startsWith("db") || !numbers.has("keys") || !numbers.has("expires")) {
            return;
        }
        databases.add(database);
        keys(database, numbers.number("keys"), numbers.number("expires"));
        if (numbers.has("avg_ttl")) {
            double ttl = numbers.number("avg_ttl") / 1000;
            sheet.gauge("redis_db_avg_ttl_seconds", "Mean time that keys have to live.", ttl, "db", database);
        }
        if (numbers.has("cached_keys")) {
            double cached = numbers.number("cached_keys");
            sheet.gauge("redis_db_keys_cached", "Keys that are cached.", cached, "db", database);
        }
    }

    private void keys(String database, double keys, double expiring) {
        sheet.gauge("redis_db_keys", "Keys in each database.", keys, "db", database);
        sheet.gauge("redis_db_keys_expiring", "Keys in each database that will expire.", expiring, "db", database);
    }

    private boolean replication(String field, String value) {
        boolean master = field.startsWith("master_");
        if (master && field.endsWith("_host")) {
            masterHost = value;
        } else if (master && field.endsWith("_port")) {
            masterPort = value;
        } else if (master && field.endsWith("_link_status")) {
            upstream("redis_master_link_up", "Whether the replica's link to its master is up.", value.equals("up"));
            return true;
        } else if (master && field.endsWith("_last_io_seconds_ago")) {
            upstream("redis_master_last_io_seconds_ago", "When the master was heard of last.", number(value));
            return true;
        } else if (master && field.endsWith("_sync_in_progress")) {
            upstream("redis_master_sync_in_progress", "Whether the master sends all of its data.", number(value));
            return true;
        } else if (field.equals("slave_repl_offset")) {
            upstream("redis_slave_repl_offset", "How far the replica has got.", number(value));
            return true;
        }
        return replica(field, value);
    }

    private void upstream(String name, String help, boolean value) {
        upstream(name, help, value ? 1 : 0);
    }

    private void upstream(String name, String help, double value) {
        sheet.gauge(name, help, value, "master_host", masterHost, "master_port", masterPort);
    }

    private boolean replica(String field, String value) {
        if (field.length() < 6 || !field.startsWith("slave") || !Character.isDigit(field.charAt(5))) {
            return false;
        }
        var parts = new FieldList(value);
        if (!parts.has("offset")) {
            return false;
        }
        LabelSet labels = LabelSet.of(
                "slave_ip", parts.text("ip"), "slave_port", parts.text("port"), "slave_state", parts.text("state"));
        String offset = "How far each replica has got.";
        add("redis_connected_slave_offset_bytes", MetricType.GAUGE, offset, parts.number("offset"), labels);
        if (parts.has("lag")) {
            String lag = "How long ago each replica was heard of.";
            add("redis_connected_slave_lag_seconds", MetricType.GAUGE, lag, parts.number("lag"), labels);
        }
        return true;
    }

    private void instance() {
        sheet.gauge(
                "redis_instance_info",
                "What the server says of itself.",
                1,
                "role",
                fact("role"),
                "redis_version",
                fact("redis_version"),
                "redis_build_id",
                fact("redis_build_id"),
                "redis_mode",
                fact("redis_mode"),
                "os",
                fact("os"),
                "maxmemory_policy",
                fact("maxmemory_policy"),
                "tcp_port",
                fact("tcp_port"),
                "run_id",
                fact("run_id"),
                "process_id",
                fact("process_id"));
        if (fact("role").equals("slave")) {
            sheet.gauge(
                    "redis_slave_info",
                    "What a replica says of its master.",
                    1,
                    "master_host",
                    fact("master_host"),
                    "master_port",
                    fact("master_port"),
                    "read_only",
                    fact("slave_read_only"));
        }
    }

    private String fact(String field) {
        return facts.getOrDefault(field, "");
    }
}
