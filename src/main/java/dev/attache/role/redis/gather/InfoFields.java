package dev.attache.role.redis.gather;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;

/// How one field of `INFO` comes from those of two servers.
///
/// | field | together |
/// |---|---|
/// | counts, bytes, seconds of CPU | the sum |
/// | what every server has alike, flags, longest times | the larger |
/// | `…_status` | the first that is not `ok` |
/// | `cmdstat_get:calls=1,usec=6,usec_per_call=6.00` and other lists | entry by entry; means weighted, percentiles the
/// larger |
/// | versions, settings, moments, ratios | the first server's |
final class InfoFields {
    private static final String HUMAN = "_human";
    private static final String UNITS = "BKMGTP";

    private InfoFields() {}

    /// @param left the value so far
    static String add(String name, String left, String right) {
        if (left.indexOf('=') > 0) {
            return addLists(left, right);
        }
        if (name.endsWith("_status")) {
            return left.equals("ok") ? right : left;
        }
        if (isTheSameOnAll(name)) {
            return left;
        }
        try {
            BigDecimal a = new BigDecimal(left);
            BigDecimal b = new BigDecimal(right);
            return (isLargest(name) ? a.max(b) : a.add(b)).toPlainString();
        } catch (NumberFormatException _) {
            return left;
        }
    }

    /// Numbers that mean nothing when they are added: settings, moments, ratios, what tells of one process.
    private static boolean isTheSameOnAll(String name) {
        return switch (name) {
            case "redis_version",
                    "redis_git_sha1",
                    "redis_git_dirty",
                    "arch_bits",
                    "process_id",
                    "tcp_port",
                    "server_time_usec",
                    "uptime_in_seconds",
                    "uptime_in_days",
                    "hz",
                    "configured_hz",
                    "lru_clock",
                    "total_system_memory",
                    "rdb_last_save_time",
                    "master_replid2",
                    "master_repl_offset",
                    "second_repl_offset",
                    "repl_backlog_active",
                    "repl_backlog_size",
                    "repl_backlog_first_byte_offset",
                    "cluster_enabled" -> true;
            default -> name.endsWith("_ratio") || name.endsWith("_perc") || name.endsWith("_version");
        };
    }

    private static boolean isLargest(String name) {
        return switch (name) {
            case "number_of_cached_scripts",
                    "number_of_functions",
                    "number_of_libraries",
                    "client_recent_max_input_buffer",
                    "client_recent_max_output_buffer",
                    "loading",
                    "async_loading",
                    "io_threads_active",
                    "latest_fork_usec",
                    "aof_enabled",
                    "active_defrag_running" -> true;
            default ->
                name.endsWith("_in_progress")
                        || name.endsWith("_time_sec")
                        || name.endsWith("_scheduled")
                        || name.endsWith("_age")
                        || name.startsWith("current_eviction");
        };
    }

    private static String addLists(String left, String right) {
        Map<String, BigDecimal> sums = entries(left);
        Map<String, BigDecimal> more = entries(right);
        BigDecimal means = mean(sums, more, "avg_ttl", "expires", 0);
        BigDecimal perCall = mean(sums, more, "usec_per_call", "calls", 2);
        more.forEach((key, value) -> sums.merge(key, value, key.startsWith("p") ? BigDecimal::max : BigDecimal::add));
        sums.computeIfPresent("avg_ttl", (_, _) -> means);
        sums.computeIfPresent("usec_per_call", (_, _) -> perCall);
        var text = new StringBuilder();
        sums.forEach((key, value) ->
                text.append(text.isEmpty() ? "" : ",").append(key).append('=').append(value.toPlainString()));
        return text.toString();
    }

    private static BigDecimal mean(
            Map<String, BigDecimal> a, Map<String, BigDecimal> b, String mean, String count, int digits) {
        BigDecimal countOfA = a.getOrDefault(count, BigDecimal.ZERO);
        BigDecimal countOfB = b.getOrDefault(count, BigDecimal.ZERO);
        BigDecimal total = countOfA.add(countOfB);
        if (total.signum() == 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal sum = a.getOrDefault(mean, BigDecimal.ZERO)
                .multiply(countOfA)
                .add(b.getOrDefault(mean, BigDecimal.ZERO).multiply(countOfB));
        return sum.divide(total, digits, RoundingMode.HALF_UP);
    }

    /// An entry that is no number counts as 0.
    private static Map<String, BigDecimal> entries(String list) {
        Map<String, BigDecimal> entries = new LinkedHashMap<>();
        for (String entry : list.split(",")) {
            int equals = entry.indexOf('=');
            try {
                entries.put(entry.substring(0, Math.max(0, equals)), new BigDecimal(entry.substring(equals + 1)));
            } catch (NumberFormatException _) {
                entries.put(entry.substring(0, Math.max(0, equals)), BigDecimal.ZERO);
            }
        }
        return entries;
    }

    /// Has `used_memory_human` and its like say what `used_memory` says.
    static void renewHumanSizes(Map<String, String> section) {
        section.replaceAll((name, value) -> {
            String bytes = name.endsWith(HUMAN) ? section.get(name.substring(0, name.length() - HUMAN.length())) : null;
            return bytes == null || !bytes.matches("\\d{1,18}") ? value : humanSize(Long.parseLong(bytes));
        });
    }

    /// As Redis writes it: `512B`, `1.00K`, `23.54G`.
    static String humanSize(long bytes) {
        int unit = 0;
        double size = bytes;
        while (size >= 1024 && unit < UNITS.length() - 1) {
            size /= 1024;
            unit++;
        }
        String rounded =
                new BigDecimal(size).setScale(2, RoundingMode.HALF_EVEN).toPlainString();
        return unit == 0 ? bytes + "B" : rounded + UNITS.charAt(unit);
    }
}
