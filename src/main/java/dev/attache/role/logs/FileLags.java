package dev.attache.role.logs;

import dev.attache.observe.MetricSink;
import dev.attache.role.logs.tail.Generation;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How far reading is behind in each file: [#FILES_MAX] series for an input, and one called `other` for the rest.
final class FileLags {
    /// Files that have series of their own: those that are furthest behind.
    static final int FILES_MAX = 50;

    private static final String OTHER = "other";
    private static final double NANOS_A_SECOND = 1e9;

    private FileLags() {}

    private static final class Lag {
        private long bytes;
        private long nanos;

        void add(Generation generation, long nowNanos) {
            bytes += generation.lag();
            nanos = Math.max(nanos, generation.lagNanos(nowNanos));
        }
    }

    static void collect(MetricSink sink, String[] labels, List<Generation> open, long nowNanos) {
        Map<String, Lag> lags = new HashMap<>();
        List<Generation> furthestFirst =
                open.stream().sorted((a, b) -> Long.compare(b.lag(), a.lag())).toList();
        for (Generation each : furthestFirst) {
            boolean known = lags.containsKey(each.path()) || lags.size() < FILES_MAX;
            lags.computeIfAbsent(known ? each.path() : OTHER, _ -> new Lag()).add(each, nowNanos);
        }
        lags.forEach((file, lag) -> {
            String[] all = Arrays.copyOf(labels, labels.length + 2);
            all[labels.length] = "file";
            all[labels.length + 1] = file;
            sink.gauge("log_file_lag_bytes", "Bytes of a file that are there and not read yet.", lag.bytes, all);
            sink.gauge(
                    "log_file_lag_seconds",
                    "How long the first byte that was not read has been there.",
                    lag.nanos / NANOS_A_SECOND,
                    all);
        });
    }
}
