package dev.attache.wire.exposition;

import java.util.ArrayList;
import java.util.List;

/// All samples of one name. Filled by one thread, then only read.
public final class MetricFamily {
    private final String name;
    private final MetricType type;
    private final String help;
    private final List<Sample> samples = new ArrayList<>(1);

    /// @param name as the text format has it: that of a counter with its `_total`
    /// @param help one sentence; may be empty
    public MetricFamily(String name, MetricType type, String help) {
        this.name = name;
        this.type = type;
        this.help = help;
    }

    public String name() {
        return name;
    }

    public MetricType type() {
        return type;
    }

    public String help() {
        return help;
    }

    /// In the order in which they were added.
    public List<Sample> samples() {
        return samples;
    }

    /// Adds a sample; that its labels are not there yet is up to the caller.
    public void add(Sample sample) {
        samples.add(sample);
    }

    /// Adds a sample without suffix.
    public void add(double value, LabelSet labels) {
        samples.add(new Sample("", labels, value));
    }
}
