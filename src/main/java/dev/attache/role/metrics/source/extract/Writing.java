package dev.attache.role.metrics.source.extract;

import dev.attache.config.MetricKind;
import dev.attache.config.ValueConfig;
import dev.attache.role.metrics.source.SampleSheet;
import dev.attache.wire.exposition.LabelSet;
import dev.attache.wire.exposition.MetricType;

/// Writes down what was found for one metric, and how many values could not be read.
public final class Writing {
    private static final String UNREAD = "attache_source_values_unread";

    private final SampleSheet sheet;
    private final String name;
    private final MetricKind kind;
    private final String help;
    private final ValueConfig as;
    private final double scale;
    private int unread;

    public Writing(SampleSheet sheet, String name, MetricKind kind, String help, ValueConfig as) {
        this.sheet = sheet;
        this.name = name;
        this.kind = kind;
        this.help = help.isEmpty() ? "Told as attache was asked to." : help;
        this.as = as;
        this.scale = Double.parseDouble(as.scale());
    }

    /// One series.
    ///
    /// @param value its text; one that is empty counts as unread
    public void series(String value, LabelSet labels) {
        if (kind == MetricKind.INFO) {
            sheet.add(name, MetricType.INFO, help, "", labels, 1);
        } else if (!as.states().isEmpty()) {
            for (String state : as.states()) {
                double holds = state.equals(value.strip()) ? 1 : 0;
                sheet.add(name, MetricType.STATE_SET, help, "", labels.with(name, state), holds);
            }
            unread += as.states().contains(value.strip()) ? 0 : 1;
        } else {
            double number = Casts.number(value, as.cast()) * scale;
            if (Double.isNaN(number)) {
                unread++;
            } else {
                MetricType type = kind == MetricKind.COUNTER ? MetricType.COUNTER : MetricType.GAUGE;
                sheet.add(name, type, help, "", labels, number);
            }
        }
    }

    /// A value that was not there.
    public void missing() {
        unread++;
    }

    /// There are no more; tells how many values could not be read.
    public void end() {
        sheet.gauge(UNREAD, "Values that were not there, or none of their kind.", unread, "metric", name);
    }
}
