package dev.attache.role.metrics.push;

import dev.attache.wire.exposition.LabelSet;
import dev.attache.wire.exposition.MetricFamily;
import dev.attache.wire.exposition.MetricType;
import dev.attache.wire.exposition.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What both releases of remote write want of a series.
final class SeriesLabels {
    private SeriesLabels() {}

    /// Name, value, name, value: the metric's name among them, ordered by name, without empty values.
    ///
    /// @param more what a series gets that has no label of that name
    static List<String> of(MetricFamily family, Sample sample, Map<String, String> more) {
        LabelSet all = sample.labels();
        for (Map.Entry<String, String> each : more.entrySet()) {
            all = all.valueOf(each.getKey()).isEmpty() ? all.with(each.getKey(), each.getValue()) : all;
        }
        all = all.with("__name__", family.name() + sample.suffix());
        List<String> pairs = new ArrayList<>(2 * all.size());
        for (int i = 0; i < all.size(); i++) {
            if (!all.value(i).isEmpty()) {
                pairs.add(all.name(i));
                pairs.add(all.value(i));
            }
        }
        return pairs;
    }

    /// The number of a type; the same in both releases.
    static int typeNumber(MetricType type) {
        return switch (type) {
            case UNKNOWN -> 0;
            case COUNTER -> 1;
            case GAUGE -> 2;
            case HISTOGRAM -> 3;
            case SUMMARY -> 5;
            case INFO -> 6;
            case STATE_SET -> 7;
        };
    }
}
