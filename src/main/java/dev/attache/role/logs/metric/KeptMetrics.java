package dev.attache.role.logs.metric;

import dev.attache.config.LogMetricConfig;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Metrics as bytes in the state folder. Whoever keeps them looks after their being whole.
///
/// ```
/// metrics, each: signature, count of series, each: length of label values, label values, value, buckets, counts
/// ```
final class KeptMetrics {
    private KeptMetrics() {}

    static byte[] written(Metric[] metrics) {
        List<Metric> persistent = new ArrayList<>();
        for (Metric each : metrics) {
            if (each.config().persist()) {
                persistent.add(each);
            }
        }
        if (persistent.isEmpty()) {
            return new byte[0];
        }
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeInt(persistent.size());
            for (Metric each : persistent) {
                write(each, out);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static void write(Metric metric, DataOutputStream out) throws IOException {
        List<Series> series = metric.series();
        out.writeUTF(signature(metric.config()));
        out.writeInt(series.size());
        for (Series each : series) {
            out.writeInt(each.key().length);
            out.write(each.key());
            out.writeDouble(each.settledValue());
            out.writeInt(each.settledCounts().length);
            for (long count : each.settledCounts()) {
                out.writeLong(count);
            }
        }
    }

    /// What has to be the same for counts to mean the same.
    private static String signature(LogMetricConfig config) {
        String kind = config.counter().isEmpty() ? config.gauge().isEmpty() ? "histogram" : "gauge" : "counter";
        return kind + " " + config.name() + " "
                + String.join(",", config.labels().keySet()) + " " + Arrays.toString(config.bounds());
    }

    /// @param before what [#written] made once; anything else is as nothing
    static void read(byte[] before, Metric[] metrics) {
        if (before.length == 0) {
            return;
        }
        try (var in = new DataInputStream(new ByteArrayInputStream(before))) {
            for (int left = in.readInt(); left > 0; left--) {
                read(in, metrics);
            }
        } catch (IOException | IllegalArgumentException _) {
            // Cut short: what stands behind is not taken.
        }
    }

    private static void read(DataInputStream in, Metric[] metrics) throws IOException {
        Metric metric = find(in.readUTF(), metrics);
        for (int left = in.readInt(); left > 0; left--) {
            byte[] key = in.readNBytes(bounded(in.readInt(), in));
            double value = in.readDouble();
            long[] counts = new long[bounded(in.readInt(), in)];
            for (int i = 0; i < counts.length; i++) {
                counts[i] = in.readLong();
            }
            Series series = metric == null ? null : metric.restored(key);
            if (series != null && series.counts().length == counts.length) {
                series.restore(value, counts);
            }
        }
    }

    private static int bounded(int length, DataInputStream in) throws IOException {
        if (length < 0 || length > in.available()) {
            throw new IOException("cut short");
        }
        return length;
    }

    private static @Nullable Metric find(String signature, Metric[] metrics) {
        for (Metric each : metrics) {
            if (each.config().persist() && signature(each.config()).equals(signature)) {
                return each;
            }
        }
        return null;
    }
}
