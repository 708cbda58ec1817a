package dev.attache.role.logs.metric;

import dev.attache.base.GrowingBytes;
import dev.attache.config.LogMetricConfig;
import dev.attache.observe.MetricSink;
import dev.attache.role.logs.expr.Compiler;
import dev.attache.role.logs.expr.Condition;
import dev.attache.role.logs.expr.Source;
import dev.attache.role.logs.expr.Value;
import dev.attache.wire.log.LogRecord;
import dev.attache.wire.log.Slice;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One metric of the file and its series.
///
/// Label values are cut to [#LABEL_BYTES_MAX] bytes. When there are as many series as there may be, records with other
/// labels go to one whose labels are all [#OTHER].
final class Metric {
    static final String OTHER = "_other";
    static final int LABEL_BYTES_MAX = 128;

    private final LogMetricConfig config;
    private final Condition where;
    private final @Nullable Source source;
    private final String[] labelNames;
    private final Source[] labels;
    private final double[] bounds;
    private final Value value = new Value();
    private final GrowingBytes key = new GrowingBytes();
    private final SeriesTable table;
    private final Series other;
    private long overflows;
    private long misfits;

    Metric(LogMetricConfig config) {
        this.config = config;
        this.where = Compiler.condition(config.where());
        this.source = config.value().isEmpty() ? null : Compiler.source(config.value());
        this.labelNames = config.labels().keySet().toArray(String[]::new);
        this.labels = config.labels().values().stream().map(Compiler::source).toArray(Source[]::new);
        this.bounds = config.bounds();
        this.table = new SeriesTable(config.seriesMax());
        String[] others = new String[labelNames.length];
        Arrays.fill(others, OTHER);
        this.other = new Series(new byte[0], others, buckets());
        if (labels.length == 0) {
            table.add(new Series(new byte[0], new String[0], buckets()));
        }
    }

    private int buckets() {
        return config.histogram().isEmpty() ? 0 : bounds.length + 1;
    }

    LogMetricConfig config() {
        return config;
    }

    /// Counts the record where it is to be counted.
    ///
    /// @return the series it went to; null where it went to none
    @Nullable Series take(LogRecord record) {
        if (!where.isMet(record)) {
            return null;
        }
        double number = 1;
        if (source != null) {
            source.read(record, value);
            number = value.number();
            if (!Double.isFinite(number) || number < 0 && !config.counter().isEmpty()) {
                misfits++;
                return null;
            }
        }
        Series series = series(record);
        if (bounds.length > 0) {
            series.counts()[bucket(number)]++;
        }
        series.set(config.gauge().isEmpty() ? series.value() + number : number);
        return series;
    }

    private int bucket(double number) {
        int at = 0;
        while (at < bounds.length && number > bounds[at]) {
            at++;
        }
        return at;
    }

    private Series series(LogRecord record) {
        key.clear();
        for (Source each : labels) {
            each.read(record, value);
            append(value.text());
        }
        Series known = table.find(key.array(), key.length());
        if (known != null) {
            return known;
        }
        if (table.isFull()) {
            overflows++;
            return other;
        }
        return add(Arrays.copyOf(key.array(), key.length()));
    }

    /// A length of one byte, then as many bytes.
    private void append(Slice text) {
        int length = Math.min(text.length(), LABEL_BYTES_MAX);
        while (length < text.length() && length > 0 && (text.array()[text.from() + length] & 0xc0) == 0x80) {
            length--;
        }
        int at = key.reserve(length + 1);
        key.array()[at] = (byte) length;
        System.arraycopy(text.array(), text.from(), key.array(), at + 1, length);
    }

    private Series add(byte[] ofLabels) {
        String[] values = new String[labels.length];
        int at = 0;
        for (int i = 0; i < values.length; i++) {
            int length = ofLabels[at] & 0xff;
            values[i] = new String(ofLabels, at + 1, length, StandardCharsets.UTF_8);
            at += length + 1;
        }
        var series = new Series(ofLabels, values, buckets());
        table.add(series);
        return series;
    }

    /// The series of these label values, as it was kept; null where there is no room for it any more.
    @Nullable Series restored(byte[] ofLabels) {
        if (ofLabels.length == 0 && labels.length > 0) {
            return other;
        }
        Series known = table.find(ofLabels, ofLabels.length);
        return known != null || table.isFull() || !isSound(ofLabels) ? known : add(ofLabels);
    }

    private boolean isSound(byte[] ofLabels) {
        int at = 0;
        for (int i = 0; i < labels.length; i++) {
            if (at >= ofLabels.length) {
                return false;
            }
            at += (ofLabels[at] & 0xff) + 1;
        }
        return at == ofLabels.length;
    }

    /// All series that have something to show, that of all others last.
    List<Series> series() {
        Series[] known = table.all();
        Series[] shown = overflows > 0 || other.value() != 0 ? Arrays.copyOf(known, known.length + 1) : known;
        if (shown.length > known.length) {
            shown[known.length] = other;
        }
        return List.of(shown);
    }

    /// Records whose labels found no room.
    long overflows() {
        return overflows;
    }

    /// Records whose value was no number, or of a counter less than nothing.
    long misfits() {
        return misfits;
    }

    void collect(MetricSink sink) {
        for (Series each : series()) {
            String[] pairs = pairs(each.labelValues());
            if (!config.counter().isEmpty()) {
                String name = config.counter().substring(0, config.counter().length() - "_total".length());
                sink.ownCounter(name, config.help(), each.value(), pairs);
            } else if (!config.gauge().isEmpty()) {
                sink.ownGauge(config.gauge(), config.help(), each.value(), pairs);
            } else {
                sink.ownHistogram(config.histogram(), config.help(), bounds, each.counts(), each.value(), pairs);
            }
        }
    }

    private String[] pairs(String[] values) {
        String[] pairs = new String[values.length * 2];
        for (int i = 0; i < values.length; i++) {
            pairs[2 * i] = labelNames[i];
            pairs[2 * i + 1] = values[i];
        }
        return pairs;
    }
}
