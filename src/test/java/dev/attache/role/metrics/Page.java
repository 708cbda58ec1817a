package dev.attache.role.metrics;

import dev.attache.wire.exposition.ExpositionReader;
import dev.attache.wire.exposition.MetricFamily;
import dev.attache.wire.exposition.MetricType;
import dev.attache.wire.exposition.Sample;
import java.util.Map;
import java.util.TreeMap;

/// A page of metrics as a test looks at it.
public record Page(ExpositionReader.Reading reading) {
    public Page {
        if (reading.faults() > 0) {
            throw new AssertionError("a line that is no sample: " + reading.firstFault());
        }
    }

    /// Every series, as in `redis_db_keys{db="db0"}`, to its value.
    public Map<String, Double> series() {
        Map<String, Double> all = new TreeMap<>();
        for (MetricFamily family : reading.families()) {
            for (Sample sample : family.samples()) {
                String labels = sample.labels().isEmpty() ? "" : sample.labels().toString();
                String key = family.name() + sample.suffix() + labels;
                if (all.put(key, sample.value()) != null) {
                    throw new AssertionError("comes twice: " + key);
                }
            }
        }
        return all;
    }

    /// The value of a series; NaN where it is not there.
    public double value(String series) {
        return series().getOrDefault(series, Double.NaN);
    }

    /// Every name to its type.
    public Map<String, MetricType> types() {
        Map<String, MetricType> all = new TreeMap<>();
        reading.families().forEach(each -> all.put(each.name(), each.type()));
        return all;
    }
}
