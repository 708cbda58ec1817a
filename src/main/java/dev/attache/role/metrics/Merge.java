package dev.attache.role.metrics;

import dev.attache.wire.exposition.LabelSet;
import dev.attache.wire.exposition.MetricFamily;
import dev.attache.wire.exposition.MetricType;
import dev.attache.wire.exposition.Sample;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Puts what several sources said into one list of families, each name once and in each family each series once.
///
/// Where two sources differ about a family, the first one's type and help stand; samples of the other that are of
/// another type, or there already, are left out and counted.
final class Merge {
    /// A series within its family.
    private record Series(String suffix, LabelSet labels) {}

    private record Merged(MetricFamily family, Set<Series> series) {}

    private final Map<String, Merged> families = new LinkedHashMap<>();
    private int leftOut;

    /// @param labels that every sample gets
    void add(List<MetricFamily> said, Map<String, String> labels) {
        said.forEach(each -> add(each, labels));
    }

    private void add(MetricFamily family, Map<String, String> labels) {
        Merged merged = families.computeIfAbsent(
                family.name(),
                name -> new Merged(
                        new MetricFamily(name, family.type(), family.help()),
                        HashSet.newHashSet(family.samples().size())));
        boolean fits = merged.family.type() == family.type() || family.type() == MetricType.UNKNOWN;
        List<Sample> samples = family.samples();
        if (!fits) {
            leftOut += samples.size();
            return;
        }
        for (int i = 0; i < samples.size(); i++) {
            Sample sample = samples.get(i);
            LabelSet set = sample.labels();
            for (Map.Entry<String, String> each : labels.entrySet()) {
                set = set.with(each.getKey(), each.getValue());
            }
            if (merged.series.add(new Series(sample.suffix(), set))) {
                merged.family.add(set == sample.labels() ? sample : new Sample(sample.suffix(), set, sample.value()));
            } else {
                leftOut++;
            }
        }
    }

    /// Samples that were there already, or of another type than the first of their name.
    int leftOut() {
        return leftOut;
    }

    List<MetricFamily> families() {
        List<MetricFamily> all = new ArrayList<>(families.size());
        families.values().forEach(each -> all.add(each.family));
        return all;
    }
}
